import { sql } from 'kysely'
import {
  noTeam,
  type TimelineBlock,
  type TimelineFilter,
  type TimelineSummary,
} from '../../core/contract/timeline.ts'
import type { Services } from '../app/services.ts'
import type { Connection } from '../storage/connection.ts'
import { statements } from '../storage/statements.ts'
import type { TimelineScope } from './timeline-scope.ts'
import { inRows, rowsOfDays, shareOfRows } from './row-range.ts'
import { blockSql, overdueSql, plainConditions } from './timeline-sql.ts'

type Reads = Pick<Services, 'db' | 'longReads'>

const narrowShare = 0.1

interface Cell {
  type_id: string
  assignee_id: string
  shown_status: string
  block: TimelineBlock
  on_branch: number
  count: number
}

/** Which facets a cell must pass; a facet's own counts ignore its own filter (TL-14). */
type Facet = 'types' | 'assignees' | 'teams' | 'statuses'

/**
 * All counts of a filter in one pass over the matching rows: they are counted by type, assignee,
 * status and block, and the facets are then worked out on those few cells.
 */
export async function timelineSummary(
  reads: Reads,
  scope: TimelineScope,
): Promise<TimelineSummary> {
  const cells = await countCells(reads, scope)
  const teams = teamsOf(reads.db.reader, scope.filter)
  const passes = facetTests(scope)
  const matching = cells.filter((cell) => passes(cell))
  const sum = (where: (cell: Cell) => boolean): number =>
    matching.reduce((total, cell) => (where(cell) ? total + cell.count : total), 0)
  const counted = (facet: Facet, keysOf: (cell: Cell) => readonly string[]) => {
    const counts = new Map<string, number>()
    for (const cell of cells)
      if (passes(cell, facet))
        for (const key of keysOf(cell)) counts.set(key, (counts.get(key) ?? 0) + cell.count)
    return [...counts]
      .map(([id, count]) => ({ id, count }))
      .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
  }
  return {
    total: sum(() => true),
    undated: sum(({ block }) => block === 'undated'),
    upcoming: sum(({ block }) => block === 'upcoming'),
    overdue: sum(({ shown_status }) => shown_status === 'overdue'),
    history: sum(({ block }) => block === 'history'),
    fromBranches: sum(({ on_branch }) => on_branch === 1),
    facets: {
      types: counted('types', ({ type_id }) => [type_id]),
      assignees: counted('assignees', ({ assignee_id }) => [assignee_id]),
      teams: counted('teams', ({ assignee_id }) => teams.get(assignee_id) ?? [noTeam]),
      statuses: counted('statuses', ({ shown_status }) => [shown_status]),
    },
  }
}

/** Rows of one type, assignee and status; `upcoming` includes `overdue`. */
interface Group {
  type_id: string
  assignee_id: string
  status: string
  on_branch: number
  total: number
  undated: number
  upcoming: number
  overdue: number
}

/**
 * Grouped by columns only, so that the index `activity_facets` gives the groups of all customers in
 * order, without a sort.
 */
async function countCells({ db, longReads }: Reads, scope: TimelineScope): Promise<Cell[]> {
  const { customerId } = scope.filter
  const onBranch =
    customerId === null ? sql<number>`0` : sql<number>`a.customer_id <> ${customerId}`
  const countOf = (block: TimelineBlock) => sql<number>`sum(${blockSql(scope.now)} = ${block})`
  let query = statements
    .selectFrom('activity as a')
    .select([
      'a.type_id',
      'a.assignee_id',
      'a.status',
      onBranch.as('on_branch'),
      sql<number>`count(*)`.as('total'),
      countOf('undated').as('undated'),
      countOf('upcoming').as('upcoming'),
      sql<number>`sum(${overdueSql(scope.now)})`.as('overdue'),
    ])
    .where('a.deleted_at', 'is', null)
    .groupBy(['a.type_id', 'a.assignee_id', 'a.status'])
  if (customerId !== null) query = query.groupBy('on_branch')
  for (const condition of plainConditions(scope)) query = query.where(condition)
  const days = rowsOfDays(scope)
  // Reading the rows themselves pays for a short time only; else the whole index is faster.
  if (shareOfRows(db.reader, days) < narrowShare)
    for (const condition of inRows(sql<number>`a.rid`, days)) query = query.where(condition)
  if (scope.locations !== null)
    query = query.where(
      sql<boolean>`a.customer_id in (select value from json_each(${JSON.stringify(scope.locations)}))`,
    )
  if (scope.match !== null)
    query = query.where(
      sql<boolean>`a.rid in (select rowid from activity_text where activity_text match ${scope.match})`,
    )
  return (await longReads.all(query)).flatMap(cellsOf)
}

function cellsOf({ total, undated, upcoming, overdue, status, ...group }: Group): Cell[] {
  const cells: Cell[] = [
    { ...group, shown_status: status, block: 'undated', count: undated },
    { ...group, shown_status: status, block: 'upcoming', count: upcoming - overdue },
    { ...group, shown_status: 'overdue', block: 'upcoming', count: overdue },
    { ...group, shown_status: status, block: 'history', count: total - undated - upcoming },
  ]
  return cells.filter(({ count }) => count > 0)
}

function facetTests({ filter, team }: TimelineScope): (cell: Cell, except?: Facet) => boolean {
  const types = new Set(filter.typeIds)
  const assignees = new Set(filter.assigneeIds)
  const statuses = new Set<string>(filter.statuses)
  const members = new Set(team?.members)
  const inAnyTeam = team?.orOutside && new Set(team.orOutside)
  return (cell, except) =>
    (except === 'types' || types.size === 0 || types.has(cell.type_id)) &&
    (except === 'assignees' || assignees.size === 0 || assignees.has(cell.assignee_id)) &&
    (except === 'statuses' || statuses.size === 0 || statuses.has(cell.shown_status)) &&
    (except === 'teams' ||
      team === null ||
      members.has(cell.assignee_id) ||
      (inAnyTeam !== null && inAnyTeam !== undefined && !inAnyTeam.has(cell.assignee_id)))
}

/** Teams of each person, as the filter counts membership (TL-11). */
function teamsOf(
  reader: Connection,
  { includeFormerMembers }: TimelineFilter,
): Map<string, string[]> {
  const rows = reader.all(
    statements
      .selectFrom('team_member')
      .select(['team_id', 'user_id'])
      .$if(!includeFormerMembers, (query) => query.where('to_at', 'is', null)),
  )
  const teams = new Map<string, string[]>()
  for (const { team_id, user_id } of rows)
    teams.set(user_id, [...(teams.get(user_id) ?? []), team_id])
  return teams
}
