import type { TimelineFilter, TimelineRow } from '../../../core/contract/timeline.ts'
import {
  compareNewestFirst,
  compareOldestFirst,
  timelineKey,
} from '../../../core/domain/activities/timeline-order.ts'

export type TimelineOrder = TimelineFilter['order']

/** What places a row in its block. */
export type RowPlace = Pick<TimelineRow, 'id' | 'block' | 'startAt' | 'endAt' | 'createdAt'>

/**
 * Order of two rows of one block, as the backend pages them: what is to come always runs forward from
 * now, `order` turns the drafts and the history round (TL-02, TL-06).
 */
export function comparePlaces(a: RowPlace, b: RowPlace, order: TimelineOrder): number {
  const runsForward = a.block === 'upcoming' || order === 'oldest'
  const compare = runsForward ? compareOldestFirst : compareNewestFirst
  return compare(keyOf(a), keyOf(b))
}

/** Drafts go by their creation alone, even those that have an end already. */
const keyOf = (place: RowPlace): ReturnType<typeof timelineKey> =>
  timelineKey(place.block === 'undated' ? { ...place, endAt: null } : place)
