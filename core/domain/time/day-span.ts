import type { Temporal } from 'temporal-polyfill'
import { zonedAt } from './zoned.ts'

/**
 * How many local days an activity goes past its start day (ACT-15): 1 is shown as "+1 j". An end
 * exactly at midnight belongs to the day before; no end, or one that is not after the start, is 0.
 * @param startAt UTC ms
 * @param endAt UTC ms
 * @param tz the viewer's IANA zone
 * @throws AppError `E-TIME-INVALID` for an unusable instant or an unknown zone
 */
export function daySpan(startAt: number, endAt: number | null, tz: string): number {
  const { first, last } = firstAndLastDay(startAt, endAt, tz)
  return first.until(last, { largestUnit: 'days' }).days
}

/**
 * The local days an activity counts in, each once, as `YYYY-MM-DD` in order (ACT-15).
 * Parameters and failures as for {@link daySpan}.
 */
export function daysCovered(startAt: number, endAt: number | null, tz: string): string[] {
  const { first } = firstAndLastDay(startAt, endAt, tz)
  return Array.from({ length: daySpan(startAt, endAt, tz) + 1 }, (_, days) =>
    first.add({ days }).toString(),
  )
}

/** The last of {@link daysCovered}. */
export function lastDayCovered(startAt: number, endAt: number | null, tz: string): string {
  return firstAndLastDay(startAt, endAt, tz).last.toString()
}

function firstAndLastDay(
  startAt: number,
  endAt: number | null,
  tz: string,
): { first: Temporal.PlainDate; last: Temporal.PlainDate } {
  const lastMoment = endAt === null ? startAt : Math.max(startAt, endAt - 1)
  return {
    first: zonedAt(startAt, tz).toPlainDate(),
    last: zonedAt(lastMoment, tz).toPlainDate(),
  }
}
