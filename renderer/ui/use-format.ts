import { createSharedComposable, useNow } from '@vueuse/core'
import { computed, inject, reactive, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Locale } from '../../core/contract/scalars.ts'
import { createFormat, type Format, type FormatChoices } from './format.ts'

interface ViewerFormat extends Omit<Format, 'relative'> {
  /** Local days `YYYY-MM-DD` of a filter, both inclusive; `null` is open: `depuis le 24 nov. 2026`. */
  dayRange(from: string | null, to: string | null): string
  /** `il y a 2 min`; follows the clock. */
  relative(at: number): string
  /** The viewer's IANA zone. */
  readonly tz: string
  /** Follows the clock, once every half minute. */
  readonly now: number
}

/** Given by the frame once it is known who looks; before that the system's zone counts. */
export const viewerTimeZoneKey: InjectionKey<Readonly<Ref<string>>> = Symbol('viewer time zone')

export const systemTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** The formats of a viewer are shared: a list makes one `useFormat` a row, and formats are slow to make. */
const made = new Map<string, Format>()
function formatFor(choices: FormatChoices): Format {
  const key = `${choices.language}/${choices.tz}`
  const format = made.get(key) ?? createFormat(choices)
  made.set(key, format)
  return format
}

const useClock = createSharedComposable(() => useNow({ interval: 30_000 }))

/** The zone of my profile, or the system's while nobody is known. */
export function useViewerTimeZone(): ComputedRef<string> {
  const given = inject(viewerTimeZoneKey, undefined)
  return computed(() => given?.value ?? systemTimeZone())
}

/**
 * How this viewer reads dates, sizes and names. Functions follow the language and the zone, so that
 * a template that calls them is rendered again after a switch.
 */
export function useFormat(): ViewerFormat {
  const { t, locale } = useI18n()
  const tz = useViewerTimeZone()
  const clock = useClock()
  const now = computed(() => clock.value.getTime())
  const format = computed(() => formatFor({ language: locale.value as Locale, tz: tz.value }))

  return reactive({
    day: (at: number) => format.value.day(at),
    weekday: (at: number) => format.value.weekday(at),
    dayMonth: (at: number) => format.value.dayMonth(at),
    month: (at: number) => format.value.month(at),
    time: (at: number) => format.value.time(at),
    dateTime: (at: number) => format.value.dateTime(at),
    shortDateTime: (at: number) => format.value.shortDateTime(at),
    days: (from: string, to: string) => format.value.days(from, to),
    localDay: (day: string) => format.value.localDay(day),
    interval: (startAt: number, endAt: number | null) => format.value.interval(startAt, endAt),
    duration: (minutes: number) => format.value.duration(minutes),
    fileSize: (bytes: number) => format.value.fileSize(bytes),
    number: (value: number) => format.value.number(value),
    distance: (metres: number) => format.value.distance(metres),
    list: (texts: readonly string[]) => format.value.list(texts),
    relative: (at: number) => format.value.relative(at, now.value),
    dayRange: (from: string | null, to: string | null) => {
      if (from && to) return format.value.days(from, to)
      if (from) return t('app.range.since', { day: format.value.localDay(from) })
      if (to) return t('app.range.until', { day: format.value.localDay(to) })
      return t('app.range.always')
    },
    tz,
    now,
  })
}
