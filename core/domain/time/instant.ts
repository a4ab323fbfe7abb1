/** Milliseconds in one minute. */
export const minuteMs = 60_000
/** Milliseconds in 24 hours. */
export const dayMs = 24 * 60 * minuteMs

const quarterMs = 15 * minuteMs
const earliest = Date.UTC(1970, 0, 1)
const latest = Date.UTC(2200, 0, 1)

/**
 * Whether a value can be stored as an instant: whole UTC milliseconds from 1970 to 2200, as in the
 * contract.
 * Values from other machines and files are untyped, and a year such as 1901 is a broken clock.
 */
export function isValidInstant(value: unknown): value is number {
  return (
    typeof value === 'number' && Number.isInteger(value) && value >= earliest && value <= latest
  )
}

/** The start of the minute that contains `at` (UTC ms). Zone offsets are whole minutes since 1972. */
export function truncateToMinute(at: number): number {
  return Math.floor(at / minuteMs) * minuteMs
}

/** The first quarter of an hour at or after `at` (UTC ms); every zone offset in use is a multiple of it. */
export function roundUpToQuarter(at: number): number {
  return Math.ceil(at / quarterMs) * quarterMs
}
