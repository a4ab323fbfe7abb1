import { dayMs } from '../time/instant.ts'

/** Older notes no longer count as unseen, so that what was seen need not be remembered for ever. */
export const notificationDays = 90

/** Of what was there when somebody joined, only the last days are news to them. */
const beforeJoiningDays = 30

/**
 * From when on notes are brought to somebody's notice (NOT-03).
 *
 * @param now UTC milliseconds
 * @param joinedAt when the person became a member, UTC milliseconds
 */
export function notifiedFrom(now: number, joinedAt: number): number {
  return Math.max(now - notificationDays * dayMs, joinedAt - beforeJoiningDays * dayMs, 0)
}

/** What was seen before this is forgotten: its note is outside of the period anyway. */
export function seenKeptFrom(now: number): number {
  return now - notificationDays * dayMs
}
