import { AppError } from '../../contract/app-error.ts'
import { parseLocalDate } from './local-date.ts'
import { requireTimeZone } from './zoned.ts'

/** Calendar days in the viewer's zone, both inclusive; a missing side is open. */
export interface DateRange {
  /** `YYYY-MM-DD` */
  readonly from?: string | undefined
  /** `YYYY-MM-DD` */
  readonly to?: string | undefined
}

/** The instants (UTC ms) of a date range. */
export interface InstantBounds {
  /** Inclusive. */
  readonly fromAt?: number
  /** Exclusive. */
  readonly toAt?: number
}

/**
 * Checks a range as typed (TL-09). The ends are never swapped silently.
 * @throws AppError `E-FLT-RANGE` when the end is before the start, `E-TIME-INVALID` when a side is
 * not a day of the calendar.
 */
export function validateDateRange(range: DateRange): void {
  const [from, to] = [range.from, range.to].map((day) =>
    day === undefined ? undefined : requireLocalDate(day),
  )
  if (from && to && from.toString() > to.toString()) {
    throw new AppError('E-FLT-RANGE', 'End date is before start date', {
      from: from.toString(),
      to: to.toString(),
    })
  }
}

/**
 * The instants that bound the local days of a range, whatever their length (23 to 25 hours).
 * @param tz the viewer's IANA zone
 * @throws AppError `E-TIME-INVALID` for an impossible day or an unknown zone
 */
export function dayBounds(range: DateRange, tz: string): InstantBounds {
  const zone = requireTimeZone(tz)
  // Without a time this is the first moment of the day, which is 01:00 where midnight is skipped.
  const startOf = (day: string, plusDays: number) =>
    requireLocalDate(day).add({ days: plusDays }).toZonedDateTime(zone).epochMilliseconds
  return {
    ...(range.from !== undefined && { fromAt: startOf(range.from, 0) }),
    ...(range.to !== undefined && { toAt: startOf(range.to, 1) }),
  }
}

/**
 * Whether an activity touches the bounds (TL-09). In SQL:
 * `start_at < :toAt AND (start_at >= :fromAt OR end_at > :fromAt)`.
 *
 * An end exactly at midnight does not reach the next day; an activity without an end, or with one
 * that is not after its start, counts at its start. Without a start nothing but open bounds matches.
 * @param startAt UTC ms
 * @param endAt UTC ms
 */
export function overlaps(
  startAt: number | null,
  endAt: number | null,
  { fromAt = -Infinity, toAt = Infinity }: InstantBounds,
): boolean {
  if (startAt === null) return fromAt === -Infinity && toAt === Infinity
  return startAt < toAt && (startAt >= fromAt || (endAt !== null && endAt > fromAt))
}

function requireLocalDate(day: string) {
  const date = parseLocalDate(day)
  if (!date) throw new AppError('E-TIME-INVALID', 'Not a day of the calendar', { date: day })
  return date
}
