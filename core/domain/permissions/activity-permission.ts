import type { RefusalReason } from '../../contract/permissions.ts'
import type { Role } from '../../contract/users.ts'
import { dayMs } from '../time/instant.ts'
import { combined } from './combine-roles.ts'
import type { Person } from './person.ts'

/** What the rules know of an activity. */
export interface ActivityFacts {
  readonly createdBy: string
  readonly assigneeId: string
  /** UTC milliseconds. */
  readonly createdAt: number
  /** It has a submitted report, or is verified. */
  readonly isProtected: boolean
  readonly deletedBy: string | null
}

export type ActivityAction = 'create' | 'edit' | 'editTimes' | 'delete' | 'restore'

type Rule = (activity: ActivityFacts, person: Person, now: number) => RefusalReason | null

/** How long after its creation a rep may delete an activity; the last millisecond counts. */
export const repDeletionMs = dayMs

const isOwn = ({ createdBy, assigneeId }: ActivityFacts, { userId }: Person): boolean =>
  createdBy === userId || assigneeId === userId

const always: Rule = () => null
const neverDeletes: Rule = () => 'never_deletes'
const own: Rule = (activity, person) => (isOwn(activity, person) ? null : 'others')
const ownDeletion: Rule = (activity, person) => (isOwn(activity, person) ? null : 'others_deletion')
const ownTimes: Rule = (activity, person) => (isOwn(activity, person) ? null : 'times')
const ownForADay: Rule = (activity, person, now) => {
  if (!isOwn(activity, person)) return 'others_deletion'
  return now - activity.createdAt <= repDeletionMs ? null : 'too_late'
}
const inTeam: Rule = (activity, person) =>
  isOwn(activity, person) ||
  person.team.has(activity.createdBy) ||
  person.team.has(activity.assigneeId)
    ? null
    : 'outside_team'
const protectedOne: Rule = () => 'protected'
const protectedOwn: Rule = (...asked) => ownDeletion(...asked) ?? 'protected'

type Row = Readonly<Record<Role, Rule>>

/**
 * The rows of the specification's table (§14) that concern activities. On which customers somebody
 * creates and edits at all is the territory's to say (`core/sync/policy.ts`).
 */
const rows = {
  create: {
    rep: always,
    account_manager: always,
    back_office: always,
    manager: always,
    admin: always,
  },
  edit: { rep: own, account_manager: always, back_office: always, manager: inTeam, admin: always },
  editTimes: {
    rep: own,
    account_manager: always,
    back_office: ownTimes,
    manager: inTeam,
    admin: always,
  },
  delete: {
    rep: ownForADay,
    account_manager: ownDeletion,
    back_office: neverDeletes,
    manager: inTeam,
    admin: always,
  },
  deleteProtected: {
    rep: protectedOwn,
    account_manager: protectedOne,
    back_office: protectedOne,
    manager: inTeam,
    admin: always,
  },
} as const satisfies Record<string, Row>

/**
 * Why a person may not do something to an activity now; `null` where they may. Who deleted one may
 * always bring it back.
 *
 * @param now UTC milliseconds
 */
export function activityRefusal(
  action: ActivityAction,
  activity: ActivityFacts,
  person: Person,
  now: number,
): RefusalReason | null {
  if (person.isAlone) return null
  if (action === 'restore') {
    if (activity.deletedBy === person.userId) return null
    return activityRefusal('delete', activity, person, now)
  }
  const row: Row = rows[action === 'delete' && activity.isProtected ? 'deleteProtected' : action]
  return combined(person.roles, (role) => row[role](activity, person, now))
}

/** A protected activity is deleted with a reason, by whoever may do so at all (ACT-11). */
export function deletionWantsReason({ isProtected }: ActivityFacts, { isAlone }: Person): boolean {
  return isProtected && !isAlone
}
