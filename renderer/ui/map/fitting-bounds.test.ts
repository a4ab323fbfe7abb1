import { expect, test } from 'vitest'
import { distanceM } from '../../../core/domain/geo/distance.ts'
import { fittingBounds } from './fitting-bounds.ts'

const rennes = { lat: 48.1113, lon: -1.68 }
const nantes = { lat: 47.2184, lon: -1.5536 }

test('GPS-20 all places are in view', () => {
  expect(fittingBounds([rennes, nantes], [])).toEqual([-1.68, 47.2184, -1.5536, 48.1113])
})

test('GPS-20 the whole of a circle is in view', () => {
  const circle = { centre: rennes, radiusM: 500, kind: 'radius' as const }
  const [west, south, east, north] = fittingBounds([rennes], [circle])!
  const { lat, lon } = rennes
  expect(distanceM({ lat, lon: west }, { lat, lon: east })).toBeCloseTo(1000, 1)
  expect(distanceM({ lat: south, lon }, { lat: north, lon })).toBeCloseTo(1000, 1)
})

test('GPS-20 nothing has no bounds', () => {
  expect(fittingBounds([], [])).toBeUndefined()
})
