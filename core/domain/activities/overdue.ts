import type { StoredStatus } from '../../contract/activities.ts'
import { lastDayCovered } from '../time/day-span.ts'
import { zonedAt } from '../time/zoned.ts'
import { type ActivityTimes, effectiveEndAt } from './activity-interval.ts'

/** What decides whether an activity still has to take place. */
export interface AwaitedActivity {
  readonly status: StoredStatus
  /** The activity's type is a planned one, such as *Visite planifiée*. */
  readonly isPlannedType: boolean
  /** Submitted reports. */
  readonly reportCount: number
}

/**
 * Whether an activity still awaits its outcome: planned, or under way with a planned type, and no
 * report yet. Done and cancelled ones do not, nor do drafts, which promise nothing.
 */
export function isAwaiting({ status, isPlannedType, reportCount }: AwaitedActivity): boolean {
  if (reportCount > 0) return false
  return status === 'planned' || (status === 'in_progress' && isPlannedType)
}

/**
 * Whether an activity is overdue (TL-07): awaited, and over before `now`. Lists and counters share
 * this rule. A done activity is never overdue, even without a report: the report indicator (TL-04)
 * speaks about that. One that is in progress without an end is not overdue either, since its end is
 * optional (ACT-02). An end that contradicts the start is ignored (SYN-05).
 *
 * In SQL, with {@link isAwaiting} stored: `awaiting AND max(start_at, coalesce(end_at, start_at)) < :now
 * AND NOT (status = 'in_progress' AND end_at IS NULL)`.
 * @param now UTC ms, the viewer's corrected clock
 */
export function isOverdue(activity: AwaitedActivity & ActivityTimes, now: number): boolean {
  if (!isAwaiting(activity)) return false
  if (activity.status === 'in_progress' && activity.endAt === null) return false
  const endAt = effectiveEndAt(activity)
  return endAt !== null && endAt < now
}

/** A stored status, or one that is computed for display and never stored. */
export type DisplayStatus = StoredStatus | 'overdue' | 'missed'

/**
 * The status to show. An overdue activity is *overdue* until the end of the local day it ended on,
 * while it can still be caught up with, and *missed* from the next day. What was started cannot be
 * missed and stays overdue.
 * @param now UTC ms, the viewer's corrected clock
 * @param tz the viewer's IANA zone
 */
export function displayStatus(
  activity: AwaitedActivity & ActivityTimes,
  now: number,
  tz: string,
): DisplayStatus {
  if (!isOverdue(activity, now)) return activity.status
  if (activity.status === 'in_progress' || activity.startAt === null) return 'overdue'
  const today = zonedAt(now, tz).toPlainDate().toString()
  return lastDayCovered(activity.startAt, activity.endAt, tz) < today ? 'missed' : 'overdue'
}
