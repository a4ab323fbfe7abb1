import { expect, test } from 'vitest'
import type { Role } from '../../../core/contract/users.ts'
import { mayChangeNote } from './note-permission.ts'

const me = (...roles: Role[]): { id: string; roles: Role[] } => ({ id: 'me', roles })

test.each([
  ['my own note', 'me', me('rep'), true],
  ['the note of another', 'other', me('rep', 'account_manager', 'back_office'), false],
  ['the note of another, as a manager', 'other', me('manager'), true],
  ['the note of another, as an administrator', 'other', me('admin'), true],
  ['a note before it is known who I am', 'me', undefined, false],
])('NOT-02 %s', (_name, authorId, person, allowed) => {
  expect(mayChangeNote({ authorId }, person)).toBe(allowed)
})
