import { minPasswordLength } from '../../../core/sync/server-api.ts'

/** What a person wants of the team's server. */
export type AccountPurpose = 'share' | 'join' | 'signIn' | 'reset'

export interface TeamAccountForm {
  server: string
  code: string
  email: string
  password: string
  firstName: string
  lastName: string
}
export type AccountField = keyof TeamAccountForm
/** Keys of `sharing.problems`. */
type AccountProblem = 'required' | 'email' | 'shortPassword' | 'shortCode'

export const fieldsOf: Readonly<Record<AccountPurpose, readonly AccountField[]>> = {
  share: ['server', 'code', 'email', 'password'],
  join: ['server', 'code', 'firstName', 'lastName', 'email', 'password'],
  signIn: ['server', 'email', 'password'],
  reset: ['server', 'email', 'code', 'password'],
}

export const emptyAccount = (server = '', email = ''): TeamAccountForm => ({
  server,
  code: '',
  email,
  password: '',
  firstName: '',
  lastName: '',
})

/** What stands in the way, by field; empty when nothing does. */
export function accountProblems(
  form: TeamAccountForm,
  purpose: AccountPurpose,
): Partial<Record<AccountField, AccountProblem>> {
  const problems: Partial<Record<AccountField, AccountProblem>> = {}
  for (const field of fieldsOf[purpose]) {
    const value = form[field].trim()
    if (value === '' && field !== 'lastName') problems[field] = 'required'
    else if (field === 'email' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value))
      problems[field] = 'email'
    else if (field === 'code' && value.length < 8) problems[field] = 'shortCode'
    else if (
      field === 'password' &&
      purpose !== 'signIn' &&
      form.password.length < minPasswordLength
    )
      problems[field] = 'shortPassword'
  }
  return problems
}
