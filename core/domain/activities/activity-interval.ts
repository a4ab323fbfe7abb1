import { minuteMs } from '../time/instant.ts'

/** Start and end of an activity as stored, UTC ms; each may be unknown. */
export interface ActivityTimes {
  readonly startAt: number | null
  readonly endAt: number | null
}

/** How long an activity takes, as far as its times say. */
export type ActivityDuration =
  | { readonly kind: 'known'; readonly minutes: number }
  /** A start or an end is missing. */
  | { readonly kind: 'unknown' }
  /** The end precedes the start after a merge: shown as *à corriger*, with the duration "?" (SYN-05). */
  | { readonly kind: 'to_correct' }

/**
 * The elapsed duration of an activity. Two devices may each have moved one end, so what is stored
 * can contradict itself; it is then reported, never swapped (SYN-05).
 * @param instant whether the type allows an end equal to the start
 */
export function activityDuration(
  { startAt, endAt }: ActivityTimes,
  instant = false,
): ActivityDuration {
  if (startAt === null || endAt === null) return { kind: 'unknown' }
  if (endAt < startAt || (endAt === startAt && !instant)) return { kind: 'to_correct' }
  return { kind: 'known', minutes: (endAt - startAt) / minuteMs }
}

/** Elapsed ms to carry over to other times; 0 when an end is missing or not after the start. */
export function usableDurationMs({ startAt, endAt }: ActivityTimes): number {
  return startAt === null || endAt === null ? 0 : Math.max(0, endAt - startAt)
}

/**
 * The instant (UTC ms) after which an activity is over, and from which deadlines count: its end, or
 * its start when the end is missing or contradicts it (SYN-05). Null without a start.
 */
export function effectiveEndAt({ startAt, endAt }: ActivityTimes): number | null {
  if (startAt === null || endAt === null) return startAt
  return Math.max(startAt, endAt)
}
