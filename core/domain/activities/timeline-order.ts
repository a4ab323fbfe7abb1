import type { ActivityTimes } from './activity-interval.ts'

/** What the place of an activity in the timeline depends on. */
export interface TimelineActivity extends ActivityTimes {
  readonly id: string
  /** UTC ms. */
  readonly createdAt: number
}

/**
 * The place of an activity in the timeline, free of nulls, so that a page boundary is one comparison
 * of row values in SQL as well: start, end, creation (UTC ms), id.
 */
export type TimelineKey = readonly [startKey: number, endKey: number, createdAt: number, id: string]

/** Stands for a missing start: newer than any instant, since drafts come first. */
export const undatedStartKey = Number.MAX_SAFE_INTEGER

/** Stands for a missing end: older than any instant, since it comes last among equal starts. */
export const openEndKey = -1

/** The key of an activity (TL-02). */
export function timelineKey({ startAt, endAt, createdAt, id }: TimelineActivity): TimelineKey {
  return [startAt ?? undatedStartKey, endAt ?? openEndKey, createdAt, id]
}

/** Newest first, ties by end, creation and id, so that every device shows the same order (TL-02). */
export function compareNewestFirst(a: TimelineKey, b: TimelineKey): number {
  return b[0] - a[0] || b[1] - a[1] || b[2] - a[2] || compareIds(b[3], a[3])
}

/** The exact reverse, so that undated activities come last and one index serves both (TL-02). */
export function compareOldestFirst(a: TimelineKey, b: TimelineKey): number {
  return compareNewestFirst(b, a)
}

/** By code unit, as SQLite compares ids, not by the rules of a language. */
function compareIds(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
