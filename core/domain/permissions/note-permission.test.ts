import { expect, test } from 'vitest'
import { type Role, roles } from '../../contract/users.ts'
import { noteRefusal } from './note-permission.ts'
import type { Person } from './person.ts'

const person = (mine: readonly Role[], isAlone = false): Person => ({
  ...{ userId: 'me', roles: mine, team: new Set<string>(), isAlone },
})
const note = (createdBy: string, deletedBy: string | null = null) => ({ createdBy, deletedBy })

test.each([
  ['rep', 'note'],
  ['account_manager', 'note'],
  ['back_office', 'note'],
  ['manager', null],
  ['admin', null],
] as const)('NOT-02 %s: own notes, and those of others: %s', (role, others) => {
  for (const action of ['edit', 'restore'] as const) {
    expect(noteRefusal(action, note('me'), person([role]))).toBeNull()
    expect(noteRefusal(action, note('paul'), person([role]))).toBe(others)
  }
})

test('NOT-02 roles combine; without one nothing is allowed; alone everything is', () => {
  const others = note('paul')
  expect(noteRefusal('edit', others, person(['rep', 'back_office']))).toBe('note')
  expect(noteRefusal('edit', others, person(['rep', 'manager']))).toBeNull()
  expect(noteRefusal('edit', note('me'), person([]))).toBe('role')
  for (const role of roles) expect(noteRefusal('edit', others, person([role], true))).toBeNull()
})

test('NOT-02 who deleted a note brings it back', () => {
  expect(noteRefusal('restore', note('paul', 'me'), person(['rep']))).toBeNull()
  expect(noteRefusal('edit', note('paul', 'me'), person(['rep']))).toBe('note')
})
