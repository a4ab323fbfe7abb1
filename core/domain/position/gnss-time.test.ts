import { expect, test } from 'vitest'
import { gnssTime, rollOverMs } from './gnss-time.ts'

const now = Date.UTC(2026, 10, 30, 10, 15)

test('GPS-16 the present time is left as it is', () => {
  expect(gnssTime(now - 250, now)).toEqual({ kind: 'plausible', at: now - 250, rolledOver: 0 })
})

test('GPS-16 a clock that is 1,024 weeks behind is moved on', () => {
  expect(gnssTime(now - rollOverMs, now)).toEqual({ kind: 'plausible', at: now, rolledOver: 1 })
  expect(new Date(now - rollOverMs).toISOString()).toBe('2007-04-16T10:15:00.000Z')
})

test('GPS-16 a clock that is twice 1,024 weeks behind is moved on', () => {
  expect(gnssTime(now - 2 * rollOverMs, now)).toMatchObject({ at: now, rolledOver: 2 })
})

test('GPS-16 an old recording, moved by weeks and still not of today, is impossible', () => {
  const at = Date.UTC(2006, 7, 10)
  expect(gnssTime(at, now)).toEqual({ kind: 'impossible', at })
})

test.each([
  ['1901', Date.UTC(1901, 0, 1)],
  ['1970', 0],
  ['2036', Date.UTC(2036, 1, 7)],
  ['1,024 weeks ahead', now + rollOverMs],
  ['1,024 weeks before the first of GPS', now - 3 * rollOverMs],
])('GPS-12 a clock of %s is impossible', (_what, at) => {
  expect(gnssTime(at, now)).toEqual({ kind: 'impossible', at })
})

test('GPS-16 a device whose own clock is a year behind does not make the satellites wrong', () => {
  const at = now + 365 * 86_400_000
  expect(gnssTime(at, now)).toEqual({ kind: 'plausible', at, rolledOver: 0 })
})
