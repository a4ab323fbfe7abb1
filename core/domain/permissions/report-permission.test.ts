import { expect, test } from 'vitest'
import type { Role } from '../../contract/users.ts'
import type { Person } from './person.ts'
import { isOnBehalf, reportRefusal } from './report-permission.ts'

const roles = ['rep', 'account_manager', 'back_office', 'manager', 'admin'] as const
/** Me, with a colleague of my team; others are strangers. */
const person = (role: Role, other: Partial<Person> = {}): Person => ({
  ...{ userId: 'me', roles: [role], team: new Set(['me', 'mate']), isAlone: false, ...other },
})
const of = (owner: string, author = '') => ({
  ...{ activity: { createdBy: owner, assigneeId: owner }, author },
})

const m = 'managers_only'
const t = 'outside_team'
const o = 'others_report'
test.each([
  ['submit', 'my own', of('me'), [null, null, null, null, null]],
  ['submit', 'a stranger’s', of('stranger'), [o, null, null, null, null]],
  ['reopen', 'my own', of('me'), [m, m, m, null, null]],
  ['reopen', 'a mate’s', of('mate'), [m, m, m, null, null]],
  ['reopen', 'a stranger’s', of('stranger'), [m, m, m, t, null]],
  ['withdraw', 'mine on a stranger’s', of('stranger', 'me'), [null, null, null, null, null]],
  ['withdraw', 'a mate’s', of('mate', 'mate'), [m, m, m, null, null]],
  ['withdraw', 'a stranger’s', of('stranger', 'stranger'), [m, m, m, t, null]],
  ['delete', 'my own', of('me', 'me'), [m, m, m, null, null]],
  ['delete', 'a stranger’s', of('stranger', 'stranger'), [m, m, m, t, null]],
] as const)('PRM-01 %s, %s: rep, account manager, back office, manager, admin', (...row) => {
  const [action, , report, expected] = row
  expect(roles.map((role) => reportRefusal(action, report, person(role)))).toEqual(expected)
})

test('PRM-01 who works alone may everything', () => {
  const alone = person('rep', { isAlone: true })
  for (const action of ['submit', 'reopen', 'withdraw', 'delete'] as const)
    expect(reportRefusal(action, of('stranger', 'stranger'), alone)).toBeNull()
})

test('PRM-01 the back office reports on behalf of the assignee, others for themselves', () => {
  expect(isOnBehalf(of('mate'), person('back_office'))).toBe(true)
  expect(isOnBehalf(of('me'), person('back_office'))).toBe(false)
  expect(isOnBehalf(of('mate'), person('manager'))).toBe(false)
  expect(isOnBehalf(of('mate'), person('back_office', { roles: ['back_office', 'rep'] }))).toBe(
    false,
  )
})
