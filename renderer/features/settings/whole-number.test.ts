import { expect, test } from 'vitest'
import { parseWholeNumber } from './whole-number.ts'

const days = { min: 1, max: 365 }

test.each([
  ['30', 30],
  [' 30 ', 30],
  ['1', 1],
  ['365', 365],
  ['0', undefined],
  ['366', undefined],
  ['', undefined],
  ['-5', undefined],
  ['1,5', undefined],
  ['1e2', undefined],
  ['abc', undefined],
])('%j as a number of days', (text, value) => {
  expect(parseWholeNumber(text, days)).toBe(value)
})

test('groups of digits may be set apart as French does', () => {
  expect(parseWholeNumber('525\u202f600', { min: 0, max: 525_600 })).toBe(525_600)
})
