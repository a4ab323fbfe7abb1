import { expect, test } from 'vitest'
import { parseTypedDate, writeTypedDate } from './typed-date.ts'

const today = '2026-11-24'

test.each([
  ['24/11/2026', '2026-11-24'],
  ['1/2/2027', '2027-02-01'],
  ['24.11.26', '2026-11-24'],
  ['24-11-2026', '2026-11-24'],
  ['24 11', '2026-11-24'],
  ['2411', '2026-11-24'],
  ['24112026', '2026-11-24'],
  ['2026-03-29', '2026-03-29'],
  ['5', '2026-11-05'],
  ['demain', '2026-11-25'],
  ['Hier', '2026-11-23'],
  ['aujourd’hui', '2026-11-24'],
  ["aujourd'hui", '2026-11-24'],
  ['tomorrow', '2026-11-25'],
  ['+3', '2026-11-27'],
  ['-30', '2026-10-25'],
])('GEN-06 the date %j is read as %s', (text, day) => {
  expect(parseTypedDate(text, today)).toBe(day)
})

test('GEN-06 without a year the nearest day is meant', () => {
  expect(parseTypedDate('03/01', today)).toBe('2027-01-03')
  expect(parseTypedDate('20/12', '2027-01-10')).toBe('2026-12-20')
  expect(parseTypedDate('29/02', '2027-06-01')).toBe('2028-02-29')
})

test.each(['', '31/02/2026', '32', '24/13', 'lundi', '24/11/20266', '2026-02-30'])(
  'GEN-06 %j is no day of the calendar',
  (text) => {
    expect(parseTypedDate(text, today)).toBeUndefined()
  },
)

test('GEN-06 a day is written day before month', () => {
  expect(writeTypedDate('2026-03-09')).toBe('09/03/2026')
})
