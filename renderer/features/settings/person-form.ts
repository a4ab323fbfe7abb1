import type { User } from '../../../core/contract/users.ts'
import { memberColors } from '../../../core/domain/members/member-color.ts'

type PersonForm = Pick<User, 'firstName' | 'lastName' | 'color' | 'roles' | 'active'> & {
  /** Empty when there is none. */
  email: string
}

export type PersonField = 'firstName' | 'lastName' | 'email' | 'roles' | 'active'
/** Keys of `settings.people.problems`. */
type PersonProblem = 'required' | 'tooLong' | 'email' | 'noRole' | 'lastAdmin' | 'myself'

/** A new colleague gets the first colour that nobody has. */
export function emptyPerson(existing: readonly Pick<User, 'color'>[]): PersonForm {
  const taken = new Set(existing.map(({ color }) => color.toUpperCase()))
  return {
    firstName: '',
    lastName: '',
    email: '',
    color: memberColors.find((color) => !taken.has(color)) ?? memberColors[0],
    roles: ['rep'],
    active: true,
  }
}

export const personFormOf = (user: User): PersonForm => ({
  firstName: user.firstName,
  lastName: user.lastName,
  email: user.email ?? '',
  color: user.color,
  roles: [...user.roles],
  active: user.active,
})

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/

interface Surroundings {
  /** `undefined` for somebody new. */
  readonly id: string | undefined
  readonly myId: string | undefined
  readonly users: readonly Pick<User, 'id' | 'roles' | 'active'>[]
}

/** What stands in the way of saving; nobody may lock the workspace by leaving no administrator. */
export function personProblems(
  form: PersonForm,
  { id, myId, users }: Surroundings,
): Partial<Record<PersonField, PersonProblem>> {
  const problems: Partial<Record<PersonField, PersonProblem>> = {}
  if (form.firstName.trim() === '') problems.firstName = 'required'
  else if (form.firstName.trim().length > 80) problems.firstName = 'tooLong'
  if (form.lastName.trim().length > 80) problems.lastName = 'tooLong'
  const email = form.email.trim()
  if (email !== '' && (!emailShape.test(email) || email.length > 254)) problems.email = 'email'

  if (form.roles.length === 0) problems.roles = 'noRole'
  const isAdmin = (user: Pick<User, 'roles' | 'active'>): boolean =>
    user.active && user.roles.includes('admin')
  const wasAdmin = users.some((user) => user.id === id && isAdmin(user))
  const hasOtherAdmin = users.some((user) => user.id !== id && isAdmin(user))
  if (wasAdmin && !isAdmin(form) && !hasOtherAdmin)
    problems[form.active ? 'roles' : 'active'] = 'lastAdmin'
  if (id !== undefined && id === myId && !form.active) problems.active = 'myself'
  return problems
}
