import { expect, test } from 'vitest'
import type { Arrival } from './epoch-report.ts'
import { osReport } from './os-report.ts'

const arrival: Arrival = {
  ...{ provider: 'os-web', device: null, receivedAt: 1_000_000, monotonicMs: 70_000 },
}
const position = { lat: 48.5, lon: 2.25, accuracyM: 35, ageMs: 500 }

test('GPS-14 a position of the operating system is as old as it says', () => {
  expect(osReport(position, arrival)).toMatchObject({
    ...{ lat: 48.5, lon: 2.25, accuracy95M: 35, kind: 'os', quality: 'unknown' },
    ...{ receivedAt: 999_500, monotonicMs: 69_500, gpsTime: null },
  })
})

test.each([
  [0, 10],
  [10_000, 10_000],
  [null, null],
])('GPS-12 an accuracy of %s m is taken for %s m', (accuracyM, accuracy95M) => {
  expect(osReport({ ...position, accuracyM }, arrival)).toMatchObject({ accuracy95M })
})

test.each([
  [0, 0],
  [91, 2.25],
  [Number.NaN, 2.25],
])('GPS-12 a position at %d, %d is BAD_DATA', (lat, lon) => {
  expect(osReport({ ...position, lat, lon }, arrival)).toMatchObject({ error: 'BAD_DATA' })
})

test('GPS-12 a position that is remembered from before is STALE', () => {
  expect(osReport({ ...position, ageMs: 60_000 }, arrival)).not.toHaveProperty('error')
  expect(osReport({ ...position, ageMs: 60_001 }, arrival)).toMatchObject({ error: 'STALE' })
})
