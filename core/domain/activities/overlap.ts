import type { StoredStatus } from '../../contract/activities.ts'
import { type ActivityTimes, effectiveEndAt } from './activity-interval.ts'

/** What decides whether two activities claim the same person at the same time. */
export interface BookedActivity extends ActivityTimes {
  readonly id: string
  readonly assigneeId: string | null
  readonly status: StoredStatus
  /** UTC ms of the tombstone, null while the activity lives. */
  readonly deletedAt: number | null
}

/**
 * Whether two activities overlap in time (ACT-14). Touching ends (10:30/10:30) do not. An activity
 * without an end, or with one that is not after its start, is a point: it overlaps what begins with
 * it or surrounds it, since guessing a duration would warn about times nobody entered.
 */
export function overlaps(a: ActivityTimes, b: ActivityTimes): boolean {
  const [aEnd, bEnd] = [effectiveEndAt(a), effectiveEndAt(b)]
  if (a.startAt === null || b.startAt === null || aEnd === null || bEnd === null) return false
  return a.startAt === b.startAt || (a.startAt < bEnd && b.startAt < aEnd)
}

/**
 * The other activities of the same assignee that overlap the candidate, earliest first (ACT-14).
 * Cancelled and deleted ones are ignored on both sides, and the candidate itself.
 */
export function findOverlaps<Other extends BookedActivity>(
  candidate: BookedActivity,
  others: readonly Other[],
): Other[] {
  if (!occupies(candidate)) return []
  return others
    .filter(
      (other) =>
        other.id !== candidate.id &&
        other.assigneeId === candidate.assigneeId &&
        occupies(other) &&
        overlaps(candidate, other),
    )
    .sort((a, b) => (a.startAt ?? 0) - (b.startAt ?? 0))
}

function occupies({ assigneeId, status, deletedAt }: BookedActivity): boolean {
  return assigneeId !== null && status !== 'cancelled' && deletedAt === null
}
