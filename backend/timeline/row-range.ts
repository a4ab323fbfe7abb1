import { type RawBuilder, sql } from 'kysely'
import { minuteMs } from '../../core/domain/time/instant.ts'
import { firstRowNumber } from '../projections/activity-row-number.ts'
import type { Connection } from '../storage/connection.ts'
import type { TimelineScope } from './timeline-scope.ts'

/** Row numbers from `from` (inclusive) to `to` (exclusive). */
export interface RowRange {
  readonly from: number
  readonly to: number
}

export const everyRow: RowRange = { from: -Infinity, to: Infinity }

/** Row numbers of activities that start at or after `at`; among them some of the minute before. */
export function rowsSince(at: number): RowRange {
  return { ...everyRow, from: firstRowNumber(at) }
}

/** Row numbers of activities that start at or before `at`; among them some of the minute after. */
export function rowsUntil(at: number): RowRange {
  return { ...everyRow, to: firstRowNumber(at + minuteMs) }
}

/** Where the filter's days can match; an activity without a start matches no day. */
export function rowsOfDays({ bounds: { fromAt, toAt }, longestMs }: TimelineScope): RowRange {
  return overlap(
    fromAt === undefined ? everyRow : rowsSince(fromAt - longestMs),
    toAt === undefined ? everyRow : rowsUntil(toAt - 1),
  )
}

export function overlap(...ranges: readonly RowRange[]): RowRange {
  return {
    from: Math.max(...ranges.map(({ from }) => from)),
    to: Math.min(...ranges.map(({ to }) => to)),
  }
}

/** About which part of all activities lies in the range, from 0 to 1: as if they were evenly spread. */
export function shareOfRows(reader: Connection, { from, to }: RowRange): number {
  const edge = (order: 'min' | 'max'): number =>
    (reader.prepared(`select ${order}(rid) from activity`).pluck().get() as number | null) ?? 0
  const [first, last] = [edge('min'), edge('max')]
  if (first === last) return 1
  return Math.max(0, Math.min(to, last) - Math.max(from, first)) / (last - first)
}

/**
 * The range as conditions. Numbers of this size are bound as REAL, by which FTS5 cannot jump to a row:
 * it would read all matches up to there.
 */
export function inRows(
  rowNumber: RawBuilder<number>,
  { from, to }: RowRange,
): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = []
  if (from > -Infinity) conditions.push(sql<boolean>`${rowNumber} >= cast(${from} as integer)`)
  if (to < Infinity) conditions.push(sql<boolean>`${rowNumber} < cast(${to} as integer)`)
  return conditions
}
