import type { Locale } from '../../core/contract/scalars.ts'
import { formatDuration } from '../../core/domain/time/duration-text.ts'
import { isRepeatedHour, toWallTime } from '../../core/domain/time/wall-time.ts'

export interface FormatChoices {
  readonly language: Locale
  /** The viewer's IANA zone. */
  readonly tz: string
}

export interface Format {
  /** `mar. 24 nov. 2026` */
  day(at: number): string
  /** `lundi` */
  weekday(at: number): string
  /** `12 novembre` */
  dayMonth(at: number): string
  /** `novembre 2026` */
  month(at: number): string
  /** `14:30`; in an hour that the clocks show twice `02:30 (+01:00)` (ACT-06). */
  time(at: number): string
  /** `mar. 24 nov. 2026, 14:30` */
  dateTime(at: number): string
  /** `24/11/2026 14:30`: for tables (GEN-06). */
  shortDateTime(at: number): string
  /** Local days `YYYY-MM-DD`, both inclusive: `1–24 nov. 2026`; one day alone when they are equal. */
  days(from: string, to: string): string
  /** A local day `YYYY-MM-DD`: `24 nov. 2026`. */
  localDay(day: string): string
  /** `mar. 24 nov. 2026, 14:30 – 15:00`; the end's day only when it is another. */
  interval(startAt: number, endAt: number | null): string
  /** `1 h 30` */
  duration(minutes: number): string
  /** `1,4 Mo`; a megabyte is 1,048,576 bytes, as in the file lists of the system. */
  fileSize(bytes: number): string
  /** `il y a 2 min`, seen from `now`. */
  relative(at: number, now: number): string
  number(value: number): string
  /** Metres: `80 m`, `1,3 km`; below 10 m with a decimal. */
  distance(metres: number): string
  /** `Claire Martin, Hugo Bernard et Paul Roux` */
  list(texts: readonly string[]): string
}

const noBreakSpace = '\u00a0'

const sizeUnits = {
  fr: ['o', 'ko', 'Mo', 'Go', 'To'],
  en: ['B', 'kB', 'MB', 'GB', 'TB'],
} as const satisfies Record<Locale, readonly string[]>

const relativeUnits: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** How dates, numbers and names are written in one language and for one zone. */
export function createFormat({ language, tz }: FormatChoices): Format {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const dates = (options: Intl.DateTimeFormatOptions, timeZone = tz) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const dayMonthYear = { day: 'numeric', month: 'short', year: 'numeric' } as const
  // Put together here: whether a comma follows the weekday changes with the data of the runtime.
  const weekday = dates({ weekday: 'short' })
  const longWeekday = dates({ weekday: 'long' })
  const dayOfMonth = dates({ day: 'numeric', month: 'long' })
  const date = dates(dayMonthYear)
  const monthFormat = dates({ month: 'long', year: 'numeric' })
  const timeFormat = dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const numericDay = dates({ day: '2-digit', month: '2-digit', year: 'numeric' })
  const calendarDay = dates(dayMonthYear, 'UTC')
  const integer = new Intl.NumberFormat(locale)
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const relativeTime = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })

  const day = (at: number) => `${weekday.format(at)} ${date.format(at)}`
  const time = (at: number) => {
    const clock = timeFormat.format(at)
    return isRepeatedHour(at, tz) ? `${clock} (${toWallTime(at, tz).offset})` : clock
  }
  const dateTime = (at: number) => `${day(at)}, ${time(at)}`
  const midnight = (localDay: string) => Date.parse(`${localDay}T00:00:00Z`)

  return {
    day,
    time,
    dateTime,
    weekday: (at) => longWeekday.format(at),
    dayMonth: (at) => dayOfMonth.format(at),
    month: (at) => monthFormat.format(at),
    shortDateTime: (at) => `${numericDay.format(at)} ${time(at)}`,
    days: (from, to) => tidyRange(calendarDay.formatRange(midnight(from), midnight(to))),
    localDay: (localDay) => calendarDay.format(midnight(localDay)),
    interval: (startAt, endAt) => {
      if (endAt === null) return dateTime(startAt)
      const end = day(startAt) === day(endAt) ? time(endAt) : dateTime(endAt)
      return `${dateTime(startAt)} – ${end}`
    },
    duration: formatDuration,
    fileSize: (bytes) => {
      const units = sizeUnits[language]
      const power = Math.min(
        units.length - 1,
        Math.max(0, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)),
      )
      const amount = (power === 0 ? integer : oneDecimal).format(bytes / 1024 ** power)
      return `${amount}${noBreakSpace}${units[power]}`
    },
    relative: (at, now) => {
      const seconds = Math.round((at - now) / 1000)
      const [unit, length] = relativeUnits.find(([, size]) => Math.abs(seconds) >= size) ?? [
        'second',
        1,
      ]
      // A running count of seconds is noise.
      return relativeTime.format(unit === 'second' ? 0 : Math.trunc(seconds / length), unit)
    },
    number: (value) => integer.format(value),
    distance: (metres) => {
      const rounded = metres < 10 ? Math.round(metres * 10) / 10 : Math.round(metres)
      return rounded < 1000
        ? `${oneDecimal.format(rounded)}${noBreakSpace}m`
        : `${oneDecimal.format(metres / 1000)}${noBreakSpace}km`
    },
    list: (texts) => lists.format(texts),
  }
}

/** `Intl` puts thin spaces around the dash of a range of months; the short one has none. */
const tidyRange = (text: string): string => text.replace(/\u2009–\u2009/g, ' – ')
