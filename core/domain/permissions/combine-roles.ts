import type { RefusalReason } from '../../contract/permissions.ts'
import type { Role } from '../../contract/users.ts'

/** The refusal that came nearest to a yes is the one to be told: nearest first. */
const nearest: readonly RefusalReason[] = [
  'too_late',
  'times',
  'outside_team',
  'others',
  'others_deletion',
  'others_report',
  'managers_only',
  'own_visits',
  'note',
  'protected',
  'never_deletes',
  'role',
]

/**
 * What several roles say together: the widest of them counts (PRM-01). Nobody without a role may
 * anything.
 */
export function combined(
  roles: readonly Role[],
  refusalOf: (role: Role) => RefusalReason | null,
): RefusalReason | null {
  const refusals = roles.map(refusalOf)
  if (refusals.includes(null)) return null
  return nearest.find((reason) => refusals.includes(reason)) ?? 'role'
}
