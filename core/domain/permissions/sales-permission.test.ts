import { expect, test } from 'vitest'
import type { Role } from '../../contract/users.ts'
import { salesRefusal } from './sales-permission.ts'

const person = (roles: readonly Role[], isAlone = false) => ({
  ...{ userId: 'u1', roles, isAlone },
  team: new Set<string>(),
})

test.each(['back_office', 'admin'] as const)('PRM-01 %s imports sales', (role) => {
  expect(salesRefusal(person([role, 'rep']))).toBeNull()
})

test.each(['rep', 'account_manager', 'manager'] as const)(
  'PRM-01 %s does not import sales',
  (role) => {
    expect(salesRefusal(person([role]))).toBe('role')
  },
)

test('PRM-01 who works alone imports sales', () => {
  expect(salesRefusal(person(['rep'], true))).toBeNull()
})
