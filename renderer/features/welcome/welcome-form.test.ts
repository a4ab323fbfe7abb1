import { describe, expect, test } from 'vitest'
import { welcomeProblems, type WelcomeForm } from './welcome-form.ts'

const complete: WelcomeForm = {
  organisationName: 'Pièces du Rhône',
  firstName: 'Claire',
  lastName: 'Martin',
  tz: 'Europe/Paris',
  locale: 'fr',
}

describe('first start: form of a new workspace', () => {
  test('a complete form has no problem', () => {
    expect(welcomeProblems(complete)).toEqual({})
  })
  test('organisation and first name are needed, blanks are no name', () => {
    expect(welcomeProblems({ ...complete, organisationName: '', firstName: '  ' })).toEqual({
      organisationName: 'required',
      firstName: 'required',
    })
  })
  test('a last name is not needed', () => {
    expect(welcomeProblems({ ...complete, lastName: '' })).toEqual({})
  })
  test('lengths end where the engine refuses', () => {
    expect(welcomeProblems({ ...complete, organisationName: 'x'.repeat(120) })).toEqual({})
    expect(
      welcomeProblems({
        ...complete,
        organisationName: 'x'.repeat(121),
        firstName: 'x'.repeat(81),
        lastName: 'x'.repeat(81),
      }),
    ).toEqual({ organisationName: 'tooLong', firstName: 'tooLong', lastName: 'tooLong' })
  })
  test('spaces around a name do not count', () => {
    expect(welcomeProblems({ ...complete, firstName: ` ${'x'.repeat(80)} ` })).toEqual({})
  })
  test('a zone that nobody knows is refused', () => {
    expect(welcomeProblems({ ...complete, tz: 'Europe/Nowhere' })).toEqual({ tz: 'unknownZone' })
  })
})
