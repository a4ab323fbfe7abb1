import { type ActivityTimes, effectiveEndAt } from './activity-interval.ts'

/** A time in which nothing took place, UTC ms. */
export interface FreeTime {
  /** Index of the activity that follows. */
  readonly before: number
  readonly from: number
  readonly to: number
}

/**
 * The times between activities of a day in which there was none (GPS-20). An activity without an end
 * counts as a moment; one that lies within another makes no gap.
 *
 * @param activities in order of their start
 * @param leastMs shorter ones are not told
 */
export function freeTimes(activities: readonly ActivityTimes[], leastMs: number): FreeTime[] {
  const found: FreeTime[] = []
  let busyUntil: number | null = null
  for (const [before, times] of activities.entries()) {
    const { startAt } = times
    if (startAt === null) continue
    if (busyUntil !== null && startAt - busyUntil >= leastMs)
      found.push({ before, from: busyUntil, to: startAt })
    busyUntil = Math.max(busyUntil ?? startAt, effectiveEndAt(times) ?? startAt)
  }
  return found
}
