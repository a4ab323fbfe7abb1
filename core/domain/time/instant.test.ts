import { expect, test } from 'vitest'
import { instant } from '../../contract/scalars.ts'
import { isValidInstant, roundUpToQuarter, truncateToMinute } from './instant.ts'

test.each([
  [0, true],
  [Date.UTC(2026, 2, 29), true],
  [Date.UTC(2200, 0, 1), true],
  [Date.UTC(2200, 0, 1) + 1, false],
  [-1, false],
  [1.5, false],
  [NaN, false],
  [Infinity, false],
  ['2026-03-29', false],
  [null, false],
  [undefined, false],
])('ACT-04 %s can be stored as an instant: %s', (value, valid) => {
  expect(isValidInstant(value)).toBe(valid)
  expect(instant.safeParse(value).success).toBe(valid)
})

test('ACT-06 now is truncated to the minute', () => {
  expect(truncateToMinute(Date.parse('2026-03-29T10:07:59.999Z'))).toBe(
    Date.parse('2026-03-29T10:07:00Z'),
  )
  expect(truncateToMinute(Date.parse('2026-03-29T10:07:00Z'))).toBe(
    Date.parse('2026-03-29T10:07:00Z'),
  )
})

test.each([
  ['2026-03-29T10:00:00.000Z', '2026-03-29T10:00Z'],
  ['2026-03-29T10:00:00.001Z', '2026-03-29T10:15Z'],
  ['2026-03-29T10:14:59.999Z', '2026-03-29T10:15Z'],
  ['2026-03-29T23:46:00.000Z', '2026-03-30T00:00Z'],
])('ACT-03 %s rounded up to a quarter is %s', (now, expected) => {
  expect(roundUpToQuarter(Date.parse(now))).toBe(Date.parse(expected))
})
