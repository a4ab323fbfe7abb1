import type { Locale } from '../../../core/contract/scalars.ts'
import { daySpan } from '../../../core/domain/time/day-span.ts'
import { isRepeatedHour, toWallTime } from '../../../core/domain/time/wall-time.ts'
import { isKnownTimeZone } from '../../../core/domain/time/zoned.ts'
import { zoneCity } from './zone-city.ts'

export interface ActivityTimesText {
  /** `mar. 24 nov.`; with the year where nothing else tells it. */
  readonly day: string
  /** `14:30 – 15:00`, `14:30` without an end. */
  readonly clock: string
  /** Local days that the end lies after the start's: "+1 j" (ACT-15). */
  readonly extraDays: number
  /** The same in the zone of the place, when its clock shows another time (ACT-16). */
  readonly place: { readonly city: string; readonly clock: string } | undefined
}

interface TimedActivity {
  readonly startAt: number | null
  readonly endAt: number | null
  /** IANA zone of the place. */
  readonly placeTz: string
}

/**
 * How activities write their times for one viewer: formats are made once, not once an activity.
 * @param tz the viewer's IANA zone
 */
export function createActivityTimes(
  language: Locale,
  tz: string,
): (row: TimedActivity, options?: { withYear?: boolean }) => ActivityTimesText | undefined {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: tz, ...options })
  const dayMonth = { day: 'numeric', month: 'short' } as const
  // Put together here, as in `Format`: English has a comma after the weekday only before a year.
  const weekday = dates({ weekday: 'short' })
  const date = dates(dayMonth)
  const dateAndYear = dates({ ...dayMonth, year: 'numeric' })
  const clockIn = new Map<string, (at: number) => string>()

  function clockFor(zone: string): (at: number) => string {
    const known = clockIn.get(zone)
    if (known) return known
    const format = new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    })
    // The hour that the clocks show twice carries its offset (ACT-06).
    const clock = (at: number): string =>
      isRepeatedHour(at, zone)
        ? `${format.format(at)} (${toWallTime(at, zone).offset})`
        : format.format(at)
    clockIn.set(zone, clock)
    return clock
  }
  const interval = (startAt: number, endAt: number | null, zone: string): string => {
    const clock = clockFor(zone)
    return endAt === null || endAt === startAt
      ? clock(startAt)
      : `${clock(startAt)} – ${clock(endAt)}`
  }

  return ({ startAt, endAt, placeTz }, { withYear = false } = {}) => {
    if (startAt === null) return undefined
    const differs =
      placeTz !== tz &&
      isKnownTimeZone(placeTz) &&
      toWallTime(startAt, placeTz).offset !== toWallTime(startAt, tz).offset
    return {
      day: `${weekday.format(startAt)} ${(withYear ? dateAndYear : date).format(startAt)}`,
      clock: interval(startAt, endAt, tz),
      extraDays: daySpan(startAt, endAt, tz),
      place: differs
        ? { city: zoneCity(placeTz, language), clock: interval(startAt, endAt, placeTz) }
        : undefined,
    }
  }
}
