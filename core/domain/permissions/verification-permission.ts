import type { RefusalReason } from '../../contract/permissions.ts'
import type { Role } from '../../contract/users.ts'
import type { Organisation } from '../../contract/workspace.ts'
import { combined } from './combine-roles.ts'
import type { Person } from './person.ts'

/**
 * - `verify`: proves the presence at the customer, also says why that failed.
 * - `judge`: recalculates, attests, and reads what was found about colleagues.
 * - `seePosition`: sees where somebody was.
 * - `propose`: says on the spot that the customer is there.
 * - `place`: changes where a customer is, and decides about proposals.
 */
export type VerificationAction = 'verify' | 'judge' | 'seePosition' | 'propose' | 'place'

/** What the rules ask: whose visit it is, or whose attempt. */
export interface VerificationFacts {
  readonly userId: string
  /** Who may propose a customer's place (GPS-04). */
  readonly correction: Organisation['gpsCorrection']
}

type Rule = (facts: VerificationFacts, person: Person) => RefusalReason | null

const always: Rule = () => null
const never: Rule = () => 'managers_only'
const own: Rule = ({ userId }, person) => (userId === person.userId ? null : 'own_visits')
const ownOrTeam: Rule = (facts, person) =>
  facts.userId === person.userId || person.team.has(facts.userId) ? null : 'outside_team'
const notBackOffice: Rule = () => 'own_visits'
const proposing: Rule = ({ correction }) => (correction === 'everyone' ? null : 'managers_only')
const unlessNobody: Rule = ({ correction }) => (correction === 'nobody' ? 'managers_only' : null)

/** The rows of the specification's table (§14) that concern verification. */
const rows: Readonly<Record<VerificationAction, Readonly<Record<Role, Rule>>>> = {
  verify: {
    rep: own,
    account_manager: own,
    back_office: notBackOffice,
    manager: own,
    admin: own,
  },
  judge: {
    rep: never,
    account_manager: never,
    back_office: never,
    manager: ownOrTeam,
    admin: always,
  },
  seePosition: {
    rep: own,
    account_manager: own,
    back_office: own,
    manager: ownOrTeam,
    admin: own,
  },
  propose: {
    rep: proposing,
    account_manager: proposing,
    back_office: unlessNobody,
    manager: unlessNobody,
    admin: unlessNobody,
  },
  place: {
    rep: never,
    account_manager: never,
    back_office: always,
    manager: always,
    admin: always,
  },
}

/** Why a person may not do something about verification; `null` where they may. */
export function verificationRefusal(
  action: VerificationAction,
  facts: VerificationFacts,
  person: Person,
): RefusalReason | null {
  if (person.isAlone) return null
  return combined(person.roles, (role) => rows[action][role](facts, person))
}
