import type { RefusalReason } from '../../contract/permissions.ts'
import type { Role } from '../../contract/users.ts'
import type { ActivityFacts } from './activity-permission.ts'
import { combined } from './combine-roles.ts'
import type { Person } from './person.ts'

/**
 * - `submit`: on an activity, and correcting any report of it.
 * - `reopen`: lets reports in again after the deadline.
 * - `withdraw`: takes a report back, or lets it stand again.
 * - `delete`, also its undo.
 */
export type ReportAction = 'submit' | 'reopen' | 'withdraw' | 'delete'

/** What the rules know of the report; `author` is empty where there is none yet. */
export interface ReportFacts {
  readonly activity: Pick<ActivityFacts, 'createdBy' | 'assigneeId'>
  readonly author: string
}

type Rule = (report: ReportFacts, person: Person) => RefusalReason | null

const isOwn = ({ activity }: ReportFacts, { userId }: Person): boolean =>
  activity.createdBy === userId || activity.assigneeId === userId

const always: Rule = () => null
const onOwn: Rule = (report, person) => (isOwn(report, person) ? null : 'others_report')
const inTeam: Rule = (report, person) =>
  isOwn(report, person) ||
  person.team.has(report.activity.createdBy) ||
  person.team.has(report.activity.assigneeId)
    ? null
    : 'outside_team'
const managers: Rule = () => 'managers_only'
const author: Rule = (report, person) => (report.author === person.userId ? null : 'managers_only')
const authorOrTeam: Rule = (report, person) =>
  report.author === person.userId ? null : inTeam(report, person)

/** The rows of the specification's table (§14) that concern reports. */
const rows: Readonly<Record<ReportAction, Readonly<Record<Role, Rule>>>> = {
  submit: {
    rep: onOwn,
    account_manager: always,
    back_office: always,
    manager: always,
    admin: always,
  },
  reopen: {
    rep: managers,
    account_manager: managers,
    back_office: managers,
    manager: inTeam,
    admin: always,
  },
  withdraw: {
    rep: author,
    account_manager: author,
    back_office: author,
    manager: authorOrTeam,
    admin: always,
  },
  delete: {
    rep: managers,
    account_manager: managers,
    back_office: managers,
    manager: inTeam,
    admin: always,
  },
}

/** Why a person may not do something about a report; `null` where they may. */
export function reportRefusal(
  action: ReportAction,
  report: ReportFacts,
  person: Person,
): RefusalReason | null {
  if (person.isAlone) return null
  return combined(person.roles, (role) => rows[action][role](report, person))
}

/** Whether a report is submitted for somebody else, which it then says: the back office does so. */
export function isOnBehalf({ activity }: ReportFacts, { userId, roles, isAlone }: Person): boolean {
  const others = roles.some((role) => role !== 'back_office')
  return !isAlone && !others && activity.assigneeId !== userId
}
