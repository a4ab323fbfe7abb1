import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceM } from './distance.ts'
import { geodesicCircle } from './geodesic-circle.ts'

test('GPS-20 every point of a circle is its radius away, anywhere on the ellipsoid', () => {
  const places = fc.record({
    lat: fc.double({ min: -89, max: 89, noNaN: true }),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 50_000 }), (centre, radiusM) => {
      for (const point of geodesicCircle(centre, radiusM, 8))
        expect(distanceM(centre, point)).toBeCloseTo(radiusM, 5)
    }),
    { seed: 20, numRuns: 200 },
  )
})

test('GPS-20 a circle begins in the north and goes on clockwise', () => {
  const centre = { lat: 48.8566, lon: 2.3522 }
  const [north, east, south, west] = geodesicCircle(centre, 200, 4)
  expect(north!.lat).toBeGreaterThan(centre.lat)
  expect(east!.lon).toBeGreaterThan(centre.lon)
  expect(south!.lat).toBeLessThan(centre.lat)
  expect(west!.lon).toBeLessThan(centre.lon)
})

test('GPS-20 a circle across the date line stays in one piece', () => {
  const longitudes = geodesicCircle({ lat: -16.5, lon: 179.999 }, 5000).map(({ lon }) => lon)
  expect(Math.max(...longitudes) - Math.min(...longitudes)).toBeLessThan(0.1)
  expect(Math.max(...longitudes)).toBeGreaterThan(180)
})
