import type { RefusalReason } from '../../contract/permissions.ts'
import type { Role } from '../../contract/users.ts'
import { combined } from './combine-roles.ts'
import type { Person } from './person.ts'

/** What the rules know of a note. */
export interface NoteFacts {
  readonly createdBy: string
  readonly deletedBy: string | null
}

export type NoteAction = 'edit' | 'restore'

/** Whether the role changes any note, or its author's own only (NOT-02). */
const anyNote: Readonly<Record<Role, boolean>> = {
  rep: false,
  account_manager: false,
  back_office: false,
  manager: true,
  admin: true,
}

/**
 * Why a person may not edit or delete a note, or bring it back; `null` where they may. Who deleted
 * one may always bring it back.
 */
export function noteRefusal(
  action: NoteAction,
  { createdBy, deletedBy }: NoteFacts,
  person: Person,
): RefusalReason | null {
  if (person.isAlone) return null
  if (action === 'restore' && deletedBy === person.userId) return null
  return combined(person.roles, (role) =>
    anyNote[role] || createdBy === person.userId ? null : 'note',
  )
}
