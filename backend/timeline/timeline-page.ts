import { type RawBuilder, sql } from 'kysely'
import type { Cursor } from '../../core/contract/customers.ts'
import type { TimelineBlock, TimelineRow } from '../../core/contract/timeline.ts'
import { assigneeWord, blockWords } from '../projections/scope-words.ts'
import type { Connection } from '../storage/connection.ts'
import {
  everyRow,
  inRows,
  overlap,
  rowsOfDays,
  type RowRange,
  rowsSince,
  rowsUntil,
} from './row-range.ts'
import { areMarkedFew, rowMarks } from './row-marks.ts'
import { within } from './text-match.ts'
import { type StoredTimelineRow, toTimelineRow } from './timeline-row.ts'
import type { TimelineScope } from './timeline-scope.ts'
import {
  blockSql,
  type Condition,
  facetConditions,
  plainConditions,
  activityRows,
  markedRows,
  matchingRows,
  type RowSource,
  rowsWithNews,
  timelineRows,
} from './timeline-sql.ts'

export interface TimelinePage {
  rows: TimelineRow[]
  next: Cursor | null
}

interface PageRequest {
  readonly block: TimelineBlock
  readonly cursor: Cursor | null
  readonly limit: number
}

type Direction = 'asc' | 'desc'

/**
 * One page of one block, continued after `cursor` by the values of its last row: page 1,000 costs
 * what page 1 does. Every part of a query runs down one index; several places, or the two parts of
 * the upcoming block, are read separately and merged.
 */
export function timelinePage(
  reader: Connection,
  scope: TimelineScope,
  { block, cursor, limit }: PageRequest,
): TimelinePage {
  const direction = directionOf(scope, block)
  const { match } = scope
  const source = sourceOf(reader, scope)
  // The following pages go on as the first one began.
  const isByText = cursor ? cursor.length === 1 : source === activityRows
  const rows =
    match === null || !isByText
      ? byTime(reader, scope, source, { block, cursor, limit }, direction)
      : byText(reader, scope, match, { block, cursor, limit }, direction)
  const last = rows.at(-1)
  const isFull = last !== undefined && rows.length === limit
  return {
    rows: withMarks(reader, scope, rows),
    next: isFull ? (match === null || !isByText ? timeCursor(last) : [last.rid]) : null,
  }
}

/** From which table a page is read: a small one, where the filter leaves only what is in it. */
function sourceOf(reader: Connection, { filter, sharing }: TimelineScope): RowSource {
  if (filter.newsSince !== null) return rowsWithNews
  const isMarked = filter.syncStates.length > 0 && !filter.syncStates.includes('shared')
  return isMarked && areMarkedFew(reader) ? markedRows(sharing) : activityRows
}

function withMarks(
  reader: Connection,
  scope: TimelineScope,
  rows: readonly StoredTimelineRow[],
): TimelineRow[] {
  const marksOf = rowMarks(
    reader,
    scope.sharing,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => toTimelineRow(row, marksOf(row.id), scope))
}

/** Upcoming is read forwards in time, history and drafts as the user ordered them. */
function directionOf({ filter }: TimelineScope, block: TimelineBlock): Direction {
  return block === 'upcoming' || filter.order === 'oldest' ? 'asc' : 'desc'
}

function byTime(
  reader: Connection,
  scope: TimelineScope,
  source: RowSource,
  { block, cursor, limit }: PageRequest,
  direction: Direction,
): StoredTimelineRow[] {
  const conditions = [
    ...plainConditions(scope),
    ...facetConditions(scope),
    ...textConditions(scope),
  ]
  if (cursor) conditions.push(afterCursor(block, cursor, direction))
  const end = sql`${orders[block === 'undated' ? 'undated' : 'dated'][direction]} limit ${limit}`
  const runs = placesOf(source, scope).flatMap((place) =>
    partsOf(block, scope.now).map((part) =>
      reader.all(timelineRows(source, [...part, ...place, ...conditions], end)),
    ),
  )
  const [only] = runs
  if (runs.length === 1 && only) return only
  const sign = direction === 'asc' ? 1 : -1
  return runs
    .flat()
    .sort((a, b) => sign * compareByTime(a, b))
    .slice(0, limit)
}

/** An index has one place in order of time; a small table is read once for all places. */
function placesOf(source: RowSource, { locations }: TimelineScope): Condition[][] {
  if (locations === null) return [[]]
  return source === activityRows
    ? locations.map((location) => [sql<boolean>`a.customer_id = ${location}`])
    : [[isAtSql(locations)]]
}

function isAtSql(locations: readonly string[]): Condition {
  return sql<boolean>`a.customer_id in (select value from json_each(${JSON.stringify(locations)}))`
}

const orders = {
  dated: ordersBy(['a.start_at', 'a.sort_end', 'a.created_at', 'a.id']),
  undated: ordersBy(['a.created_at', 'a.id']),
}

function ordersBy(columns: readonly string[]): Record<Direction, RawBuilder<unknown>> {
  const order = (direction: Direction): RawBuilder<unknown> =>
    sql.raw(`order by ${columns.map((column) => `${column} ${direction}`).join(', ')}`)
  return { asc: order('asc'), desc: order('desc') }
}

/** Conditions that select a block, each list served by one partial index. */
function partsOf(block: TimelineBlock, now: number): Condition[][] {
  const dated = sql<boolean>`a.start_at is not null`
  switch (block) {
    case 'undated':
      return [[sql<boolean>`a.start_at is null`]]
    case 'history':
      return [[dated, sql<boolean>`a.awaiting = 0`, sql<boolean>`a.start_at <= ${now}`]]
    case 'upcoming':
      return [
        [dated, sql<boolean>`a.awaiting = 1`],
        [dated, sql<boolean>`a.awaiting = 0`, sql<boolean>`a.start_at > ${now}`],
      ]
  }
}

function afterCursor(block: TimelineBlock, cursor: Cursor, direction: Direction): Condition {
  const operator = sql.raw(direction === 'asc' ? '>' : '<')
  const [startAt, sortEnd, createdAt, id] = cursor
  return block === 'undated'
    ? sql<boolean>`(a.created_at, a.id) ${operator} (${createdAt}, ${id})`
    : sql<boolean>`(a.start_at, a.sort_end, a.created_at, a.id)
        ${operator} (${startAt}, ${sortEnd}, ${createdAt}, ${id})`
}

function timeCursor(row: StoredTimelineRow): Cursor {
  return [row.start_at, row.sort_end, row.created_at, row.id]
}

/** The order of TL-02, oldest first. */
function compareByTime(a: StoredTimelineRow, b: StoredTimelineRow): number {
  return (
    (a.start_at ?? 0) - (b.start_at ?? 0) ||
    a.sort_end - b.sort_end ||
    a.created_at - b.created_at ||
    (a.id < b.id ? -1 : 1)
  )
}

/** Matches of a text come in order of the minute they start in; see `activity-row-number.ts`. */
function byText(
  reader: Connection,
  scope: TimelineScope,
  match: string,
  { block, cursor, limit }: PageRequest,
  direction: Direction,
): StoredTimelineRow[] {
  const conditions = [
    ...plainConditions(scope),
    ...facetConditions(scope),
    sql<boolean>`${blockSql(scope.now)} = ${block}`,
  ]
  const { assigneeIds } = scope.filter
  const narrowed = assigneeIds.length > 0 ? within(match, assigneeIds.map(assigneeWord)) : match
  const days = rowsOfDays(scope)
  const after = afterRow(cursor, direction)
  const end = sql`order by activity_text.rowid ${sql.raw(direction)} limit ${limit}`
  const runs = textPartsOf(block, narrowed, scope.now).map((part) => {
    const matches = sql<boolean>`activity_text match ${part.match}`
    const rows = inRows(sql<number>`activity_text.rowid`, overlap(days, after, part.rows))
    return reader.all(timelineRows(matchingRows, [matches, ...rows, ...conditions], end))
  })
  const [only] = runs
  if (runs.length === 1 && only) return only
  // An awaited activity of the future is in both parts of the upcoming block.
  const unique = new Map(runs.flat().map((row) => [row.rid, row]))
  const sign = direction === 'asc' ? 1 : -1
  return [...unique.values()].sort((a, b) => sign * (a.rid - b.rid)).slice(0, limit)
}

function afterRow(cursor: Cursor | null, direction: Direction): RowRange {
  const last = cursor?.[0]
  if (typeof last !== 'number') return everyRow
  return direction === 'asc' ? { ...everyRow, from: last + 1 } : { ...everyRow, to: last }
}

/** Where the index has the matches of a block, so that those of other blocks are not read. */
function textPartsOf(
  block: TimelineBlock,
  match: string,
  now: number,
): { readonly match: string; readonly rows: RowRange }[] {
  switch (block) {
    case 'undated':
      return [{ match: within(match, [blockWords.undated]), rows: everyRow }]
    case 'history':
      return [{ match, rows: rowsUntil(now) }]
    case 'upcoming':
      return [
        { match: within(match, [blockWords.upcoming]), rows: everyRow },
        { match, rows: rowsSince(now) },
      ]
  }
}

/** The rows among `ids` that match the filter, newest first. */
export function timelineRowsOf(
  reader: Connection,
  scope: TimelineScope,
  ids: readonly string[],
): TimelineRow[] {
  const conditions = [
    sql<boolean>`a.id in (select value from json_each(${JSON.stringify(ids)}))`,
    ...plainConditions(scope),
    ...facetConditions(scope),
    ...textConditions(scope),
  ]
  if (scope.locations !== null) conditions.push(isAtSql(scope.locations))
  const rows = reader.all(timelineRows(activityRows, conditions))
  return withMarks(
    reader,
    scope,
    rows.sort((a, b) => compareByTime(b, a)),
  )
}

/** Whether a row matches the text, for few rows: each is looked up in the index. */
function textConditions({ match }: TimelineScope): Condition[] {
  if (match === null) return []
  return [
    sql<boolean>`exists (select 1 from activity_text
      where activity_text match ${match} and rowid = a.rid)`,
  ]
}
