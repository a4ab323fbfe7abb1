import type { Temporal } from 'temporal-polyfill'
import { isValidInstant } from './instant.ts'
import { parseLocalDate } from './local-date.ts'
import { isKnownTimeZone, zonedAt } from './zoned.ts'

/** What a person types or reads: a calendar day and a clock time, without a zone. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** `HH:mm`, 00:00 to 23:59 */
  readonly time: string
}

/** A wall time with the offset in force, which tells the two passes of a repeated hour apart. */
export interface WallTime extends LocalTime {
  /** `+02:00` */
  readonly offset: string
}

/** What a typed wall time means in a zone. All `…At` are UTC ms. */
export type WallTimeResolution =
  | { readonly kind: 'exact'; readonly at: number }
  | {
      /** The clocks skipped it: refused as `E-TIME-NONEXISTENT`, with a time of the same distance after the gap. */
      readonly kind: 'nonexistent'
      readonly proposedAt: number
      readonly proposedDate: string
      readonly proposedTime: string
    }
  /** The clocks showed it twice: the first pass is the default, the user may choose. */
  | { readonly kind: 'ambiguous'; readonly firstAt: number; readonly secondAt: number }
  /** Not a date, not a time, not a zone, or outside the years that can be stored. */
  | { readonly kind: 'invalid' }

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/

/**
 * Finds the instant of a wall time (ACT-16).
 * @param local date and time as typed
 * @param tz IANA zone of the place
 * @param occurrence the pass to take when the hour is repeated; without it such a time is `ambiguous`
 */
export function resolveWallTime(
  local: LocalTime,
  tz: string,
  occurrence?: 'first' | 'second',
): WallTimeResolution {
  const date = parseLocalDate(local.date)
  if (!date || !clockTime.test(local.time) || !isKnownTimeZone(tz)) return { kind: 'invalid' }

  const wanted = date.toPlainDateTime(local.time)
  const { earlier, later } = candidates(wanted, tz)
  const [firstAt, secondAt] = [earlier.epochMilliseconds, later.epochMilliseconds]
  if (!isValidInstant(firstAt) || !isValidInstant(secondAt)) return { kind: 'invalid' }

  if (firstAt === secondAt) return { kind: 'exact', at: firstAt }
  if (!earlier.toPlainDateTime().equals(wanted)) {
    const { date: proposedDate, time: proposedTime } = toWallTime(secondAt, tz)
    return { kind: 'nonexistent', proposedAt: secondAt, proposedDate, proposedTime }
  }
  if (occurrence) return { kind: 'exact', at: occurrence === 'first' ? firstAt : secondAt }
  return { kind: 'ambiguous', firstAt, secondAt }
}

/**
 * The wall time of an instant (UTC ms) in a zone, cut to the minute.
 * @throws AppError `E-TIME-INVALID` for an unusable instant or an unknown zone.
 */
export function toWallTime(at: number, tz: string): WallTime {
  const zoned = zonedAt(at, tz)
  return {
    date: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
    offset: zoned.offset,
  }
}

/**
 * Whether the clock of the zone shows this time twice that day, so that its offset must be shown.
 * True for both passes.
 * @throws AppError `E-TIME-INVALID` for an unusable instant or an unknown zone.
 */
export function isRepeatedHour(at: number, tz: string): boolean {
  const wall = zonedAt(at, tz).toPlainDateTime()
  const { earlier, later } = candidates(wall, tz)
  return earlier.epochMilliseconds !== later.epochMilliseconds
}

/** Differ in a gap, where neither shows `wall`, and in a repeated hour, where both do. */
function candidates(wall: Temporal.PlainDateTime, tz: string) {
  return {
    earlier: wall.toZonedDateTime(tz, { disambiguation: 'earlier' }),
    later: wall.toZonedDateTime(tz, { disambiguation: 'later' }),
  }
}
