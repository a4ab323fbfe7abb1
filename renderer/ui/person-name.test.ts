import { expect, test } from 'vitest'
import { initialsOf, nameOf } from './person-name.ts'

test('a person without a last name has no trailing space', () => {
  expect(nameOf({ firstName: 'Claire', lastName: '' })).toBe('Claire')
})

test('initials are one or two capitals', () => {
  expect(initialsOf({ firstName: 'élodie', lastName: 'martin' })).toBe('ÉM')
  expect(initialsOf({ firstName: 'Claire', lastName: '' })).toBe('C')
})
