import { Temporal } from 'temporal-polyfill'

/** Keys of `news.since`. */
type SinceWord = 'today' | 'yesterday' | 'weekday' | 'day'

/**
 * How the end of the last visit is best named: by its time on the same day, by its weekday within the
 * last six days, and by its date before that.
 *
 * @param at UTC ms
 * @param now UTC ms
 * @param tz the viewer's zone
 */
export function sinceWord(at: number, now: number, tz: string): SinceWord {
  const dayOf = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(tz).toPlainDate()
  const { days } = dayOf(at).until(dayOf(now), { largestUnit: 'days' })
  if (days <= 0) return 'today'
  if (days === 1) return 'yesterday'
  return days < 7 ? 'weekday' : 'day'
}
