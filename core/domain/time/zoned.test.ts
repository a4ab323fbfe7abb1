import { expect, test } from 'vitest'
import { isKnownTimeZone, zonedAt } from './zoned.ts'

test.each([
  ['Europe/Paris', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Etc/GMT+5', true],
  ['UTC', true],
  ['Europe/Nowhere', false],
  ['+01:00', false],
  ['2026-01-01T00:00[Europe/Paris]', false],
  ['', false],
])('ACT-16 %s is a known zone: %s', (tz, known) => {
  expect(isKnownTimeZone(tz)).toBe(known)
})

test.each([
  [NaN, 'Europe/Paris'],
  [-1, 'Europe/Paris'],
  [0, 'Europe/Nowhere'],
])('ACT-16 instant %s in %s is refused', (at, tz) => {
  expect(() => zonedAt(at, tz)).toThrow(expect.objectContaining({ code: 'E-TIME-INVALID' }))
})
