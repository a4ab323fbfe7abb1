import { dayMs } from '../time/instant.ts'

/** GPS receivers count weeks in ten bits: after 1,024 of them the count begins anew. */
export const rollOverMs = 1024 * 7 * dayMs
/** Week 0 of GPS; no receiver can mean an earlier time. */
const firstGpsDay = Date.UTC(1980, 0, 6)
/** The clock of the device may be wrong by so much; that is for others to judge. */
const plausibleMs = 2 * 365 * dayMs
/** A time that has to be moved by weeks must then be the present one. */
const plausibleAfterMoveMs = 7 * dayMs

/** What the time of a receiver is worth. Instants are UTC milliseconds. */
export type GnssTime =
  | { readonly kind: 'plausible'; readonly at: number; readonly rolledOver: number }
  | { readonly kind: 'impossible'; readonly at: number }

/**
 * Judges the time that a receiver gives at `now`, and undoes the roll-over of its week count:
 * receivers of 2006 believe in 2026 that it is 2007. `rolledOver` is how many times 1,024 weeks were
 * added. Impossible is what lies years away, such as 1901 or 2036, and cannot be explained so.
 */
export function gnssTime(at: number, now: number): GnssTime {
  if (Math.abs(at - now) <= plausibleMs) return { kind: 'plausible', at, rolledOver: 0 }
  const rolledOver = Math.round((now - at) / rollOverMs)
  const moved = at + rolledOver * rollOverMs
  if (at >= firstGpsDay && rolledOver > 0 && Math.abs(moved - now) <= plausibleAfterMoveMs)
    return { kind: 'plausible', at: moved, rolledOver }
  return { kind: 'impossible', at }
}
