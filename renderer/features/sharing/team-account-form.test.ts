import { describe, expect, test } from 'vitest'
import { accountProblems, emptyAccount } from './team-account-form.ts'

const complete = {
  server: 'https://wiseparts.exemple.fr',
  code: 'ABCD-EFGH',
  email: 'camille@exemple.fr',
  password: 'dix signes',
  firstName: 'Camille',
  lastName: '',
}

describe('the form of the team’s server', () => {
  test('a complete form has no problem, also without a last name', () => {
    expect(accountProblems(complete, 'join')).toEqual({})
  })
  test('each purpose asks for its own fields', () => {
    expect(accountProblems(emptyAccount(), 'share')).toEqual({
      server: 'required',
      code: 'required',
      email: 'required',
      password: 'required',
    })
    expect(accountProblems(emptyAccount(), 'signIn')).toEqual({
      server: 'required',
      email: 'required',
      password: 'required',
    })
  })
  test('PRM-03 who has forgotten the password brings a code and chooses a new one', () => {
    expect(accountProblems({ ...complete, password: 'neuf sign' }, 'reset')).toEqual({
      password: 'shortPassword',
    })
    expect(accountProblems({ ...complete, code: 'ABC' }, 'reset')).toEqual({ code: 'shortCode' })
  })
  test('a new password has ten characters, an old one is what it is', () => {
    const form = { ...complete, password: 'neuf sign' }
    expect(accountProblems(form, 'join')).toEqual({ password: 'shortPassword' })
    expect(accountProblems(form, 'signIn')).toEqual({})
  })
  test('an e-mail address and an invitation are told from something else', () => {
    const form = { ...complete, email: 'camille', code: 'ABC' }
    expect(accountProblems(form, 'join')).toEqual({ email: 'email', code: 'shortCode' })
  })
})
