import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from './duration-text.ts'

test.each([
  ['1h30', 90],
  ['1 h 30', 90],
  ['1\u00A0h\u202F30', 90],
  ['1H30', 90],
  ['1h30min', 90],
  ['1 h 5', 65],
  ['1h05', 65],
  ['90', 90],
  ['1:30', 90],
  ['0:45', 45],
  ['1,5 h', 90],
  ['1.5h', 90],
  ['0,33 h', 20],
  ['45 min', 45],
  ['45min', 45],
  ['45 mn', 45],
  ['45 minutes', 45],
  ['2h', 120],
  ['2 heures', 120],
  ['1 hour 15 minutes', 75],
  ['3 hrs', 180],
  ['  30  ', 30],
  ['0', 0],
  ['24h', 1440],
])('ACT-06 the typed duration "%s" is %i min', (text, minutes) => {
  expect(parseDuration(text)).toBe(minutes)
})

test.each([
  '',
  ' ',
  'h',
  'min',
  '-30',
  '1,5',
  '90,5 min',
  '1:5',
  '1:60',
  '1h75',
  '1h30h',
  '1 30',
  '1e3',
  '٣٠',
  'NaN',
  '12345678901234567890',
  '2 jours',
])('ACT-06 "%s" is not a duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})

test.each([
  [0, '0 min'],
  [45, '45 min'],
  [60, '1 h'],
  [65, '1 h 05'],
  [90, '1 h 30'],
  [1440, '24 h'],
  [59.7, '1 h'],
])('ACT-06 %d min is written "%s" with spaces that do not break', (minutes, text) => {
  expect(formatDuration(minutes)).toBe(text.replaceAll(' ', '\u00A0'))
})

test('ACT-06 a written duration reads back as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_160 }), (minutes) => {
      expect(parseDuration(formatDuration(minutes))).toBe(minutes)
    }),
    { seed: 6, numRuns: 1000 },
  )
})
