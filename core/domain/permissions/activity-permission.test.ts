import { describe, expect, test } from 'vitest'
import type { RefusalReason } from '../../contract/permissions.ts'
import { type Role, roles } from '../../contract/users.ts'
import {
  type ActivityAction,
  type ActivityFacts,
  activityRefusal,
  deletionWantsReason,
  repDeletionMs,
} from './activity-permission.ts'
import type { Person } from './person.ts'

const createdAt = Date.UTC(2026, 10, 24, 9)
const now = createdAt + 3_600_000

const person = (mine: readonly Role[], change: Partial<Person> = {}): Person => ({
  ...{ userId: 'me', roles: mine, team: new Set(['me', 'paul']), isAlone: false },
  ...change,
})

const activity = (change: Partial<ActivityFacts> = {}): ActivityFacts => ({
  ...{ createdBy: 'zoe', assigneeId: 'zoe', createdAt, isProtected: false, deletedBy: null },
  ...change,
})

/** Whose activity it is: written by me, assigned to me, of my team in either way, or of neither. */
const cases = {
  written: activity({ createdBy: 'me' }),
  assigned: activity({ assigneeId: 'me' }),
  teamWrote: activity({ createdBy: 'paul' }),
  teamDoes: activity({ assigneeId: 'paul' }),
  strange: activity(),
} as const
type Case = keyof typeof cases

type Cell = Readonly<Record<Case, RefusalReason | null>>

const allowed: Cell = {
  ...{ written: null, assigned: null, teamWrote: null, teamDoes: null, strange: null },
}
const refused = (reason: RefusalReason): Cell => ({
  ...{ written: reason, assigned: reason, teamWrote: reason, teamDoes: reason, strange: reason },
})
/** Own ones only; all others are refused for `reason`. */
const ownOnly = (reason: RefusalReason): Cell => ({
  ...refused(reason),
  ...{ written: null, assigned: null },
})
const team: Cell = { ...allowed, strange: 'outside_team' }

/** The table of the specification, §14. */
const table: Readonly<Record<ActivityAction, Readonly<Record<Role, Cell>>>> = {
  create: {
    rep: allowed,
    account_manager: allowed,
    back_office: allowed,
    manager: allowed,
    admin: allowed,
  },
  edit: {
    rep: ownOnly('others'),
    account_manager: allowed,
    back_office: allowed,
    manager: team,
    admin: allowed,
  },
  editTimes: {
    rep: ownOnly('others'),
    account_manager: allowed,
    back_office: ownOnly('times'),
    manager: team,
    admin: allowed,
  },
  delete: {
    rep: ownOnly('others_deletion'),
    account_manager: ownOnly('others_deletion'),
    back_office: refused('never_deletes'),
    manager: team,
    admin: allowed,
  },
  restore: {
    rep: ownOnly('others_deletion'),
    account_manager: ownOnly('others_deletion'),
    back_office: refused('never_deletes'),
    manager: team,
    admin: allowed,
  },
}

const protectedDeletion: Readonly<Record<Role, Cell>> = {
  rep: { ...refused('others_deletion'), written: 'protected', assigned: 'protected' },
  account_manager: refused('protected'),
  back_office: refused('protected'),
  manager: team,
  admin: allowed,
}

const cells = Object.entries(table).flatMap(([action, row]) =>
  roles.flatMap((role) =>
    (Object.keys(cases) as Case[]).map(
      (which) => [role, action as ActivityAction, which, row[role][which]] as const,
    ),
  ),
)

test.each(cells)('PRM-01 %s, %s, %s: %s', (role, action, which, expected) => {
  expect(activityRefusal(action, cases[which], person([role]), now)).toBe(expected)
})

test.each(
  roles.flatMap((role) =>
    (Object.keys(cases) as Case[]).map(
      (which) => [role, which, protectedDeletion[role][which]] as const,
    ),
  ),
)('ACT-11 %s deletes a protected one, %s: %s', (role, which, expected) => {
  const facts = { ...cases[which], isProtected: true }
  expect(activityRefusal('delete', facts, person([role]), now)).toBe(expected)
})

describe('PRM-01 a rep deletes an activity of their own for 24 hours', () => {
  const at = (elapsed: number) =>
    activityRefusal('delete', cases.written, person(['rep']), createdAt + elapsed)

  test.each([
    ['at once', 0, null],
    ['at the last millisecond', repDeletionMs, null],
    ['a millisecond later', repDeletionMs + 1, 'too_late'],
    ['created by a clock that is ahead', -60_000, null],
  ] as const)('%s', (_when, elapsed, expected) => {
    expect(at(elapsed)).toBe(expected)
  })

  test('the day is 24 hours', () => expect(repDeletionMs).toBe(86_400_000))

  test.each(['account_manager', 'manager', 'admin'] as const)('%s without a limit', (role) => {
    const later = createdAt + 400 * repDeletionMs
    expect(activityRefusal('delete', cases.written, person([role]), later)).toBeNull()
  })
})

describe('PRM-01 roles combine', () => {
  test.each([
    [['rep', 'account_manager'], 'edit', 'strange', null],
    [['rep', 'back_office'], 'edit', 'strange', null],
    [['rep', 'back_office'], 'editTimes', 'strange', 'times'],
    [['rep', 'manager'], 'editTimes', 'teamDoes', null],
    [['rep', 'manager'], 'editTimes', 'strange', 'outside_team'],
    [['back_office', 'manager'], 'editTimes', 'teamWrote', null],
    [['back_office', 'rep'], 'delete', 'written', null],
    [['back_office', 'rep'], 'delete', 'strange', 'others_deletion'],
    [['rep', 'account_manager', 'back_office', 'manager', 'admin'], 'delete', 'strange', null],
  ] as const)('%s, %s, %s: %s', (mine, action, which, expected) => {
    expect(activityRefusal(action, cases[which], person(mine), now)).toBe(expected)
  })

  test('nobody without a role may anything', () => {
    for (const action of Object.keys(table) as ActivityAction[])
      expect(activityRefusal(action, cases.written, person([]), now)).toBe('role')
  })
})

test('PRM-01 a manager without a team has their own activities', () => {
  const lonely = person(['manager'], { team: new Set() })
  expect(activityRefusal('edit', cases.assigned, lonely, now)).toBeNull()
  expect(activityRefusal('edit', cases.teamDoes, lonely, now)).toBe('outside_team')
})

test('PRM-01 who works alone may everything, whatever the role', () => {
  for (const role of roles)
    for (const action of Object.keys(table) as ActivityAction[])
      for (const isProtected of [false, true]) {
        const facts = { ...cases.strange, isProtected, createdAt: 0 }
        const alone = person([role], { isAlone: true, team: new Set() })
        expect(activityRefusal(action, facts, alone, now)).toBeNull()
        expect(deletionWantsReason(facts, alone)).toBe(false)
      }
})

test('ACT-10 who deleted an activity brings it back, also when deleting is no longer theirs', () => {
  const later = createdAt + 2 * repDeletionMs
  const mine = activity({ createdBy: 'me', deletedBy: 'me' })
  expect(activityRefusal('restore', mine, person(['rep']), later)).toBeNull()
  const byManager = activity({ createdBy: 'me', deletedBy: 'paul' })
  expect(activityRefusal('restore', byManager, person(['rep']), later)).toBe('too_late')
})

test('ACT-11 only a protected activity wants a reason to be deleted', () => {
  const me = person(['manager'])
  expect(deletionWantsReason(cases.teamDoes, me)).toBe(false)
  expect(deletionWantsReason({ ...cases.teamDoes, isProtected: true }, me)).toBe(true)
})
