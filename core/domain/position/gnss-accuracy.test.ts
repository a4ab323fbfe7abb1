import { expect, test } from 'vitest'
import {
  accuracyOfDeviations,
  accuracyOfDilution,
  accuracyOfSystem,
  knownDilution,
} from './gnss-accuracy.ts'

test.each([
  ['gnss', 2, 38],
  ['dgnss', 2, 9.5],
  ['rtk', 0.1, 1],
  ['unknown', 1, 19],
] as const)('GPS-06 a %s fix with a dilution of %d is good to %d m', (quality, hdop, expected) => {
  expect(accuracyOfDilution(hdop, quality)).toBe(expected)
})

test('GPS-06 two equal deviations make a circle of 2.4477 of them', () => {
  expect(accuracyOfDeviations(10, 10)).toBeCloseTo(24.477, 3)
})

test('GPS-06 where all of the error lies on one axis, that axis decides', () => {
  expect(accuracyOfDeviations(0.001, 10)).toBeCloseTo(19.6, 6)
})

test('GPS-06 no receiver is better than a metre, no operating system than ten', () => {
  expect(accuracyOfDeviations(0.01, 0.01)).toBe(1)
  expect(accuracyOfSystem(0)).toBe(10)
  expect(accuracyOfSystem(10_000)).toBe(10_000)
})

test('GPS-06 the numbers by which receivers mean "unknown" are no dilution', () => {
  expect([0, 50, 99.99].map(knownDilution)).toEqual([null, null, null])
  expect(knownDilution(49.9)).toBe(49.9)
})
