import { type RawBuilder, sql } from 'kysely'
import type { TimelineBlock } from '../../core/contract/timeline.ts'
import { type Query, statements } from '../storage/statements.ts'
import { hasNewsSql, markedIds, newsIds, type Sharing, syncStateSql } from './row-marks.ts'
import type { StoredTimelineRow } from './timeline-row.ts'
import type { TimelineScope } from './timeline-scope.ts'

export type Condition = RawBuilder<boolean>

/** Overdue as `core/domain/activities/overdue.ts` defines it; `awaiting` is stored. */
export function overdueSql(now: number): Condition {
  return sql<boolean>`(a.awaiting = 1 and a.start_at is not null
    and max(a.start_at, coalesce(a.end_at, a.start_at)) < ${now}
    and not (a.status = 'in_progress' and a.end_at is null))`
}

/** The status people see: stored, or `overdue`. */
export function shownStatusSql(now: number): RawBuilder<string> {
  return sql<string>`case when ${overdueSql(now)} then 'overdue' else a.status end`
}

export function blockSql(now: number): RawBuilder<TimelineBlock> {
  return sql<TimelineBlock>`case when a.start_at is null then 'undated'
    when a.awaiting = 1 or a.start_at > ${now} then 'upcoming' else 'history' end`
}

/** What is in the trash is not listed, unless a colleague has just put it there. */
function presentSql({ filter }: TimelineScope): Condition {
  return filter.newsSince === null
    ? sql<boolean>`a.deleted_at is null`
    : sql<boolean>`(a.deleted_at is null
        or exists (select 1 from news where activity_id = a.id and kind = 'deleted'))`
}

/**
 * What every list and count asks for, and the filters that are not facets: dates, files, author, news.
 * Text and place select the index.
 */
export function plainConditions(scope: TimelineScope): Condition[] {
  const { filter, bounds, longestMs, userId, reporting } = scope
  const conditions: Condition[] = [presentSql(scope)]
  const { fromAt, toAt } = bounds
  if (toAt !== undefined) conditions.push(sql<boolean>`a.start_at < ${toAt}`)
  if (fromAt !== undefined)
    conditions.push(
      sql<boolean>`a.start_at >= ${fromAt - longestMs}`,
      sql<boolean>`(a.start_at >= ${fromAt} or a.end_at > ${fromAt})`,
    )
  if (filter.hasAttachment !== null)
    conditions.push(
      filter.hasAttachment
        ? sql<boolean>`a.attachment_count > 0`
        : sql<boolean>`a.attachment_count = 0`,
    )
  if (filter.reports === 'submitted') conditions.push(sql<boolean>`a.report_count > 0`)
  if (filter.reports === 'missing') conditions.push(...reportMissingSql(scope, reporting.types))
  if (filter.reports === 'required')
    conditions.push(...reportMissingSql(scope, reporting.requiring))
  if (filter.verification !== null)
    conditions.push(sql<boolean>`a.verification = ${filter.verification}`)
  if (filter.verification === 'unverified') conditions.push(...verifiableSql(scope))
  if (filter.createdByMe) conditions.push(sql<boolean>`a.created_by = ${userId}`)
  if (filter.newsSince !== null) conditions.push(hasNewsSql(filter.newsSince))
  return conditions
}

function reportMissingSql(
  { now }: TimelineScope,
  types: { keys(): Iterable<string> },
): Condition[] {
  return [
    sql<boolean>`a.report_count = 0`,
    sql<boolean>`a.start_at <= ${now}`,
    sql<boolean>`a.status <> 'cancelled'`,
    isIn(sql`a.type_id`, [...types.keys()]),
  ]
}

/** Not verified is what could have been: begun visits of types that are verified (GPS-04). */
function verifiableSql({ verifiableTypes, now }: TimelineScope): Condition[] {
  return [
    sql<boolean>`a.start_at <= ${now}`,
    sql<boolean>`a.status <> 'cancelled'`,
    isIn(sql`a.type_id`, verifiableTypes),
  ]
}

/** The filters that have counts: type, assignee, team, status, state. */
export function facetConditions({ filter, team, sharing, now }: TimelineScope): Condition[] {
  const conditions: Condition[] = []
  if (filter.typeIds.length > 0) conditions.push(isIn(sql`a.type_id`, filter.typeIds))
  if (filter.assigneeIds.length > 0) conditions.push(isIn(sql`a.assignee_id`, filter.assigneeIds))
  if (team)
    conditions.push(
      team.orOutside
        ? sql<boolean>`(${isIn(sql`a.assignee_id`, team.members)}
            or not ${isIn(sql`a.assignee_id`, team.orOutside)})`
        : isIn(sql`a.assignee_id`, team.members),
    )
  if (filter.statuses.length > 0) conditions.push(isIn(shownStatusSql(now), filter.statuses))
  if (filter.syncStates.length > 0) conditions.push(isIn(syncStateSql(sharing), filter.syncStates))
  return conditions
}

function isIn(value: RawBuilder<unknown>, list: readonly string[]): Condition {
  return list.length === 1
    ? sql<boolean>`${value} = ${list[0]}`
    : sql<boolean>`${value} in (select value from json_each(${JSON.stringify(list)}))`
}

/** What the timeline shows of a row. */
const rowColumns = [
  'a.rid',
  'a.id',
  'a.type_id',
  'a.customer_id',
  'a.title',
  'a.start_at',
  'a.end_at',
  'a.sort_end',
  'a.tz',
  'a.status',
  'a.awaiting',
  'a.assignee_id',
  'a.attachment_count',
  'a.note_count',
  'a.report_count',
  'a.reopened_at',
  'a.verification',
  'a.first_line',
  'a.excerpt',
  'a.last_note',
  'a.created_at',
  'a.created_by',
  'a.deleted_at',
  'a.deleted_by',
  'c.name as customer_name',
  'c.tz as customer_tz',
  'c.deleted_at as customer_deleted_at',
  'p.name as parent_name',
] as const

/** Rows with their customer's name, unordered and without conditions. */
const everyActivity = statements
  .selectFrom('activity as a')
  .leftJoin('customer as c', 'c.id', 'a.customer_id')
  .leftJoin('customer as p', 'p.id', 'c.parent_id')
  .select(rowColumns)

/** The same through the full-text index, whose row numbers are in order of time. */
const everyMatch = statements
  .selectFrom('activity_text')
  .crossJoin('activity as a')
  .leftJoin('customer as c', 'c.id', 'a.customer_id')
  .leftJoin('customer as p', 'p.id', 'c.parent_id')
  .select(rowColumns)

/** The same from the few ids of a common table expression. */
const everyOneOfFew = statements
  .selectFrom(sql<{ id: string }>`few`.as('few'))
  .crossJoin('activity as a')
  .leftJoin('customer as c', 'c.id', 'a.customer_id')
  .leftJoin('customer as p', 'p.id', 'c.parent_id')
  .select(rowColumns)

/**
 * Where the rows of a page are read, up to its first condition. The part that is always the same is
 * compiled once: building all of it anew would take a third of the time of the query.
 */
export type RowSource = RawBuilder<unknown>

export const activityRows: RowSource = sql.raw(`${everyActivity.compile().sql} where true`)
export const matchingRows: RowSource = sql.raw(
  `${everyMatch.compile().sql} where a.rid = activity_text.rowid`,
)
const rowsOfFew = sql.raw(`${everyOneOfFew.compile().sql} where a.id = few.id`)
export const rowsWithNews: RowSource = sql`with few as ${newsIds} ${rowsOfFew}`
export function markedRows(sharing: Sharing): RowSource {
  return sql`with few as ${markedIds(sharing)} ${rowsOfFew}`
}

/** Rows of a page. */
export function timelineRows(
  source: RowSource,
  conditions: readonly Condition[],
  end: RawBuilder<unknown> = sql``,
): Query<StoredTimelineRow> {
  const query = sql<StoredTimelineRow>`${source} ${sql.join(
    conditions.map((condition) => sql`and ${condition}`),
    sql` `,
  )} ${end}`
  return { compile: () => query.compile(statements) }
}
