import { sql } from 'kysely'
import {
  noTeam,
  type TimelineBlock,
  type TimelineFilter,
  type TimelineSummary,
} from '../../core/contract/timeline.ts'
import type { Connection } from '../storage/connection.ts'
import { statements } from '../storage/statements.ts'
import type { TimelineScope } from './timeline-scope.ts'
import { blockSql, plainConditions, shownStatusSql, textMatch } from './timeline-sql.ts'

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
export function timelineSummary(reader: Connection, scope: TimelineScope): TimelineSummary {
  const cells = countCells(reader, scope)
  const teams = teamsOf(reader, scope.filter)
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

function countCells(reader: Connection, scope: TimelineScope): Cell[] {
  const match = textMatch(scope)
  let query = statements
    .selectFrom('activity as a')
    .select([
      'a.type_id',
      'a.assignee_id',
      shownStatusSql(scope.now).as('shown_status'),
      blockSql(scope.now).as('block'),
      sql<number>`a.customer_id <> ${scope.filter.customerId ?? ''}`.as('on_branch'),
      sql<number>`count(*)`.as('count'),
    ])
    .groupBy(sql`1, 2, 3, 4, 5`)
  for (const condition of plainConditions(scope)) query = query.where(condition)
  if (scope.locations !== null)
    query = query.where(
      sql<boolean>`a.customer_id in (select value from json_each(${JSON.stringify(scope.locations)}))`,
    )
  if (match !== null)
    query = query.where(
      sql<boolean>`a.rid in (select rowid from activity_text where activity_text match ${match})`,
    )
  const cells = reader.all(query)
  return scope.filter.customerId === null ? cells.map((cell) => ({ ...cell, on_branch: 0 })) : cells
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
