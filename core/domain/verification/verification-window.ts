import { minuteMs } from '../time/instant.ts'

/** When a position counts for an activity: UTC milliseconds, both ends included. */
export interface VerificationWindow {
  readonly from: number
  readonly to: number
}

export interface WindowTimes {
  readonly startAt: number | null
  readonly endAt: number | null
  /** Of the activity's type: how long it lasts where no end was recorded. */
  readonly defaultDurationMin: number
}

/**
 * From `windowMin` minutes before the start until as long after the end (GPS-05), so that the whole of
 * the visit is in it. `null` without a start.
 */
export function verificationWindow(
  { startAt, endAt, defaultDurationMin }: WindowTimes,
  windowMin: number,
): VerificationWindow | null {
  if (startAt === null) return null
  const end = endAt ?? startAt + defaultDurationMin * minuteMs
  const margin = windowMin * minuteMs
  // An end before the start is an error of a merge, shown elsewhere; the visit still has its start.
  return { from: startAt - margin, to: Math.max(end, startAt) + margin }
}
