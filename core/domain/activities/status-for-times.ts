import type { StoredStatus } from '../../contract/activities.ts'
import type { ActivityTimes } from './activity-interval.ts'

/**
 * The status an activity gets when its author records times and chooses none: what is over is done,
 * what runs is in progress, what lies ahead is planned. A planned type stays planned until somebody
 * starts it, since its times are an intention. Without a start it is a draft.
 * @param now UTC ms, corrected clock
 */
export function statusForTimes(
  { startAt, endAt }: ActivityTimes,
  isPlannedType: boolean,
  now: number,
): StoredStatus {
  if (startAt === null) return 'draft'
  if (isPlannedType || startAt > now) return 'planned'
  return endAt !== null && endAt <= now ? 'done' : 'in_progress'
}
