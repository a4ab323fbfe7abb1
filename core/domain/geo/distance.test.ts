import { expect, test } from 'vitest'
import { distanceM } from './distance.ts'

test('GPS-06 the distance is that of the geodesic, as the formula of Vincenty has it', () => {
  const lyon = { lat: 45.764043, lon: 4.835659 }
  const paris = { lat: 48.856614, lon: 2.3522219 }
  expect(distanceM(paris, lyon)).toBeCloseTo(391_707.552, 3)
})

test('GPS-06 a place has no distance from itself', () => {
  expect(distanceM({ lat: 45, lon: 4 }, { lat: 45, lon: 4 })).toBe(0)
})

test('GPS-06 the date line is no distance', () => {
  const west = { lat: -17, lon: 179.9999 }
  const east = { lat: -17, lon: -179.9999 }
  expect(distanceM(west, east)).toBeCloseTo(21.297, 3)
})
