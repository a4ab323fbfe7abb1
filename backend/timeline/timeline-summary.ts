import { type RawBuilder, sql } from 'kysely'
import type { SyncState } from '../../core/contract/sync-state.ts'
import {
  noTeam,
  type TimelineBlock,
  type TimelineFilter,
  type TimelineSummary,
} from '../../core/contract/timeline.ts'
import type { Services } from '../app/services.ts'
import type { Connection } from '../storage/connection.ts'
import { statements } from '../storage/statements.ts'
import { markedIds, newsIds, syncStateSql } from './row-marks.ts'
import { inRows, rowsOfDays, shareOfRows } from './row-range.ts'
import type { TimelineScope } from './timeline-scope.ts'
import { blockSql, type Condition, overdueSql, plainConditions } from './timeline-sql.ts'

type Reads = Pick<Services, 'db' | 'longReads'>

const narrowShare = 0.1

interface Cell {
  type_id: string
  assignee_id: string
  shown_status: string
  /** `null` while the workspace is not shared. */
  sync_state: SyncState | null
  block: TimelineBlock
  on_branch: number
  count: number
}

/** Which facets a cell must pass; a facet's own counts ignore its own filter (TL-14). */
type Facet = 'types' | 'assignees' | 'teams' | 'statuses' | 'syncStates'

/**
 * All counts of a filter in one pass over the matching rows: they are counted by type, assignee,
 * status, state and block, and the facets are then worked out on those few cells.
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
      syncStates: counted('syncStates', ({ sync_state }) => (sync_state ? [sync_state] : [])),
    },
  }
}

/** Rows of one type, assignee, status and state; `upcoming` includes `overdue`. */
interface Group {
  type_id: string
  assignee_id: string
  status: string
  on_branch: number
  /** `null` for all states together. */
  sync_state: SyncState | null
  total: number
  undated: number
  upcoming: number
  overdue: number
}

/**
 * Grouped by columns only, so that the index `activity_facets` gives the groups of all customers in
 * order, without a sort. The few that are not simply shared are counted beside them, from their own
 * tables, and taken out of the others.
 */
async function countCells({ db, longReads }: Reads, scope: TimelineScope): Promise<Cell[]> {
  const conditions = conditionsOf(scope)
  const days = rowsOfDays(scope)
  const inDays = inRows(sql<number>`a.rid`, days)
  // Reading the rows themselves pays for a short time only; else the whole index is faster.
  const isShort = shareOfRows(db.reader, days) < narrowShare
  const all =
    scope.filter.newsSince === null
      ? groups(scope, null, [...conditions, ...(isShort ? inDays : [])])
      : groups(scope, null, conditions, newsIds)
  if (!scope.sharing.isShared) return (await readGroups(longReads, all)).flatMap(cellsOf)
  const marked = groups(scope, syncStateSql(scope.sharing), conditions, markedIds(scope.sharing))
  const read = await readGroups(longReads, sql<Group>`${all} union all ${marked}`)
  return byState(read).flatMap(cellsOf)
}

function readGroups(longReads: Reads['longReads'], query: RawBuilder<Group>): Promise<Group[]> {
  return longReads.all({ compile: () => query.compile(statements) })
}

/** Counts of the activities, or of those among `ids`, by state where that is given. */
function groups(
  { filter: { customerId }, now }: TimelineScope,
  syncState: RawBuilder<SyncState> | null,
  conditions: readonly Condition[],
  ids?: RawBuilder<{ id: string }>,
): RawBuilder<Group> {
  const onBranch = customerId === null ? sql`0` : sql`a.customer_id <> ${customerId}`
  const countOf = (block: TimelineBlock) => sql`sum(${blockSql(now)} = ${block})`
  const source = ids
    ? sql`${ids} as few cross join activity as a on a.id = few.id`
    : sql`activity as a`
  const state = syncState ?? sql`null`
  return sql<Group>`select a.type_id, a.assignee_id, a.status, ${onBranch} as on_branch,
      ${state} as sync_state, count(*) as total, ${countOf('undated')} as undated,
      ${countOf('upcoming')} as upcoming, sum(${overdueSql(now)}) as overdue
    from ${source} where ${sql.join(conditions, sql` and `)}
    group by a.type_id, a.assignee_id, a.status
      ${customerId === null ? sql`` : sql`, on_branch`} ${syncState ? sql`, sync_state` : sql``}`
}

function conditionsOf(scope: TimelineScope): Condition[] {
  const conditions = plainConditions(scope)
  if (scope.locations !== null)
    conditions.push(
      sql<boolean>`a.customer_id in (select value from json_each(${JSON.stringify(scope.locations)}))`,
    )
  if (scope.match !== null)
    conditions.push(
      sql<boolean>`a.rid in (select rowid from activity_text where activity_text match ${scope.match})`,
    )
  return conditions
}

const counts = ['total', 'undated', 'upcoming', 'overdue'] as const

/** The groups of all states without what their marked rows have; these stand for themselves. */
function byState(read: readonly Group[]): Group[] {
  const marked = read.filter(({ sync_state }) => sync_state !== null)
  const keyOf = ({ type_id, assignee_id, status, on_branch }: Group): string =>
    JSON.stringify([type_id, assignee_id, status, on_branch])
  const shared = new Map(
    read
      .filter(({ sync_state }) => sync_state === null)
      .map((group) => [keyOf(group), { ...group, sync_state: 'shared' as const }]),
  )
  const others = marked.filter(({ sync_state }) => sync_state !== 'shared')
  for (const group of others) {
    const rest = shared.get(keyOf(group))
    if (rest) for (const name of counts) rest[name] -= group[name]
  }
  return [...shared.values(), ...others]
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
  const syncStates = new Set<string | null>(filter.syncStates)
  const members = new Set(team?.members)
  const inAnyTeam = team?.orOutside && new Set(team.orOutside)
  return (cell, except) =>
    (except === 'types' || types.size === 0 || types.has(cell.type_id)) &&
    (except === 'assignees' || assignees.size === 0 || assignees.has(cell.assignee_id)) &&
    (except === 'statuses' || statuses.size === 0 || statuses.has(cell.shown_status)) &&
    (except === 'syncStates' || syncStates.size === 0 || syncStates.has(cell.sync_state)) &&
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
