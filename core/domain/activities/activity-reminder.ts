import type { StoredStatus } from '../../contract/activities.ts'
import { dayMs, minuteMs } from '../time/instant.ts'

/** What decides whether and when somebody is reminded. Instants are UTC milliseconds. */
export interface RemindedActivity {
  readonly status: StoredStatus
  readonly startAt: number
  readonly createdAt: number
}

/** A machine that slept through it tells of it on wake, for so long after the start. */
export const reminderKeptMs = dayMs

/**
 * When the assignee is reminded of a planned activity (TYP-07, CAL-05). `null`: not at all, because it is
 * not planned any more or because it was planned with less time left than that.
 *
 * @param reminderMin minutes before the start, of the activity's type
 */
export function remindedAt(
  { status, startAt, createdAt }: RemindedActivity,
  reminderMin: number | null,
): number | null {
  if (reminderMin === null || status !== 'planned') return null
  const at = startAt - reminderMin * minuteMs
  return createdAt < at ? at : null
}
