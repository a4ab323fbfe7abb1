import type { RefusalReason } from '../../contract/permissions.ts'
import type { Role } from '../../contract/users.ts'
import { combined } from './combine-roles.ts'
import type { Person } from './person.ts'

const importers: readonly Role[] = ['back_office', 'admin']

/** Why a person may not import sales, or take an import back; `null` where they may. */
export function salesRefusal({ roles, isAlone }: Person): RefusalReason | null {
  return isAlone ? null : combined(roles, (role) => (importers.includes(role) ? null : 'role'))
}
