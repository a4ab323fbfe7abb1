import { minuteMs } from '../time/instant.ts'
import type { BookedActivity } from './overlap.ts'

/** What decides whether an activity was recorded twice. */
export interface RecordedActivity extends BookedActivity {
  readonly customerId: string
  readonly typeId: string
}

/** How far apart two starts may be, in minutes, unless the organisation sets it otherwise. */
export const defaultDuplicateWindowMin = 15

/**
 * The activities that look like the candidate recorded before (ACT-17): same customer, type and
 * assignee, start at most `windowMin` away. Deleted and cancelled ones do not count: recording the
 * visit again is what one does after cancelling it.
 */
export function findDuplicates<Other extends RecordedActivity>(
  candidate: RecordedActivity,
  others: readonly Other[],
  windowMin: number = defaultDuplicateWindowMin,
): Other[] {
  const { startAt } = candidate
  if (startAt === null) return []
  return others.filter(
    (other) =>
      other.id !== candidate.id &&
      other.customerId === candidate.customerId &&
      other.typeId === candidate.typeId &&
      other.assigneeId === candidate.assigneeId &&
      other.status !== 'cancelled' &&
      other.deletedAt === null &&
      other.startAt !== null &&
      Math.abs(other.startAt - startAt) <= windowMin * minuteMs,
  )
}
