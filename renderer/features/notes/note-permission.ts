import type { Note } from '../../../core/contract/notes.ts'
import type { User } from '../../../core/contract/users.ts'

/** Own notes; managers and administrators any (NOT-02). */
export const mayChangeNote = (
  note: Pick<Note, 'authorId'>,
  me: Pick<User, 'id' | 'roles'> | undefined,
): boolean =>
  me !== undefined &&
  (note.authorId === me.id || me.roles.includes('manager') || me.roles.includes('admin'))
