import { describe, expect, test } from 'vitest'
import type { User } from '../../../core/contract/users.ts'
import { memberColors } from '../../../core/domain/members/member-color.ts'
import { emptyPerson, personFormOf, personProblems } from './person-form.ts'

const admin: User = {
  id: 'claire',
  firstName: 'Claire',
  lastName: 'Martin',
  email: null,
  color: '#0F766E',
  roles: ['admin'],
  tz: 'Europe/Paris',
  locale: 'fr',
  active: true,
}
const rep: User = { ...admin, id: 'paul', firstName: 'Paul', roles: ['rep'], color: '#1D4ED8' }

describe('adding a colleague', () => {
  const alone = { id: undefined, myId: 'claire', users: [admin] }

  test('a first name is enough', () => {
    expect(personProblems({ ...emptyPerson([]), firstName: 'Paul' }, alone)).toEqual({})
  })
  test('a first name is needed', () => {
    expect(personProblems(emptyPerson([]), alone)).toEqual({ firstName: 'required' })
  })
  test('the colour is the first that nobody has', () => {
    expect(emptyPerson([admin, rep]).color).toBe(memberColors[2])
    expect(emptyPerson([{ color: memberColors[0].toLowerCase() }]).color).toBe(memberColors[1])
  })
  test.each(['paul', 'paul@', '@example.org', 'paul martin@example.org', 'paul@example'])(
    'the address %j is incomplete',
    (email) => {
      const form = { ...emptyPerson([]), firstName: 'Paul', email }
      expect(personProblems(form, alone)).toEqual({ email: 'email' })
    },
  )
  test('somebody needs at least one role', () => {
    const form = { ...emptyPerson([]), firstName: 'Paul', roles: [] }
    expect(personProblems(form, alone)).toEqual({ roles: 'noRole' })
  })
})

describe('nobody locks the workspace', () => {
  const users = [admin, rep]

  test('the last administrator keeps the role', () => {
    const form = { ...personFormOf(admin), roles: ['rep' as const] }
    expect(personProblems(form, { id: 'claire', myId: 'paul', users })).toEqual({
      roles: 'lastAdmin',
    })
  })
  test('with a second administrator the role may go', () => {
    const form = { ...personFormOf(admin), roles: ['rep' as const] }
    const second = { ...rep, roles: ['admin' as const] }
    expect(personProblems(form, { id: 'claire', myId: 'paul', users: [admin, second] })).toEqual({})
  })
  test('an inactive administrator does not count', () => {
    const form = { ...personFormOf(admin), active: false }
    const second = { ...rep, roles: ['admin' as const], active: false }
    expect(personProblems(form, { id: 'claire', myId: 'paul', users: [admin, second] })).toEqual({
      active: 'lastAdmin',
    })
  })
  test('nobody makes themselves inactive', () => {
    const form = { ...personFormOf(rep), active: false }
    expect(personProblems(form, { id: 'paul', myId: 'paul', users })).toEqual({ active: 'myself' })
  })
})
