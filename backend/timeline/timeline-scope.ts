import type { TimelineFilter, TimelineRow } from '../../core/contract/timeline.ts'
import { noTeam } from '../../core/contract/timeline.ts'
import {
  dayBounds,
  type InstantBounds,
  validateDateRange,
} from '../../core/domain/time/date-range.ts'
import type { ActivityFacts } from '../../core/domain/permissions/activity-permission.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import { longestActivityMs } from '../activities/longest-activity.ts'
import type { Services } from '../app/services.ts'
import { descendantIds } from '../customers/customer-lookup.ts'
import { activityRight } from '../permissions/record-rights.ts'
import { type Reporting, reportingOf } from '../reports/reporting.ts'
import type { Connection } from '../storage/connection.ts'
import { verifiableTypes } from '../verification/verification-settings.ts'
import { type Sharing, sharingOf } from './row-marks.ts'
import { textMatch } from './text-match.ts'

/** A filter with everything looked up that its SQL needs. */
export interface TimelineScope {
  readonly filter: TimelineFilter
  /** Customers and branches in view; `null` for all. */
  readonly locations: readonly string[] | null
  readonly bounds: InstantBounds
  /** Longest stored activity in ms: how far before `bounds.fromAt` a match may start. */
  readonly longestMs: number
  /** Assignees that the team filter admits; `null` without one. */
  readonly team: {
    readonly members: readonly string[]
    readonly orOutside: readonly string[] | null
  } | null
  /** The full-text expression of the filter's text, `null` without text. */
  readonly match: string | null
  readonly sharing: Sharing
  readonly reporting: Reporting
  /** Types whose activities are verified by GPS: none while the organisation does not (GPS-04). */
  readonly verifiableTypes: readonly string[]
  readonly userId: string
  readonly now: number
  /** What the viewer may do to an activity of the list. */
  readonly mayOf: (facts: ActivityFacts) => TimelineRow['may']
}

/**
 * Looks up branches, teams and days of a filter.
 *
 * @throws AppError `E-FLT-RANGE`, `E-TIME-INVALID`
 */
export function timelineScope(
  services: Services,
  filter: TimelineFilter,
  viewer: Person,
): TimelineScope {
  const range = {
    ...(filter.from !== null && { from: filter.from }),
    ...(filter.to !== null && { to: filter.to }),
  }
  validateDateRange(range)
  const { reader } = services.db
  const { customerId, includeBranches } = filter
  const bounds = dayBounds(range, filter.tz)
  const locations =
    customerId === null
      ? null
      : [customerId, ...(includeBranches ? descendantIds(services, customerId) : [])]
  const sharing = sharingOf(services)
  return {
    filter: sharing.isShared ? filter : { ...filter, syncStates: [], newsSince: null },
    locations,
    bounds,
    longestMs: bounds.fromAt === undefined ? 0 : longestActivityMs(reader),
    team: teamOf(reader, filter),
    match: textMatch(reader, filter.text, locations),
    sharing,
    reporting: reportingOf(services),
    verifiableTypes: verifiableTypes(services),
    userId: viewer.userId,
    now: services.now(),
    mayOf(facts) {
      const right = (action: 'edit' | 'delete') => activityRight(services, viewer, action, facts)
      return { edit: right('edit'), delete: right('delete') }
    },
  }
}

function teamOf(
  reader: Connection,
  { teamIds, includeFormerMembers }: TimelineFilter,
): TimelineScope['team'] {
  if (teamIds.length === 0) return null
  const current = includeFormerMembers ? '' : 'and to_at is null'
  const members = reader
    .prepared(
      `select distinct user_id from team_member
       where team_id in (select value from json_each(?)) ${current}`,
    )
    .pluck()
    .all(JSON.stringify(teamIds)) as string[]
  if (!teamIds.includes(noTeam)) return { members, orOutside: null }
  const inAnyTeam = reader
    .prepared('select distinct user_id from team_member where to_at is null')
    .pluck()
    .all() as string[]
  return { members, orOutside: inAnyTeam }
}
