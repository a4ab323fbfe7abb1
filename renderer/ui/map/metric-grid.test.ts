import { expect, test } from 'vitest'
import { distanceM } from '../../../core/domain/geo/distance.ts'
import { metricGrid } from './metric-grid.ts'

const rennes = { lat: 48.1113, lon: -1.68 }
const around = [-1.69, 48.105, -1.67, 48.118] as const

test('GPS-20 lines go through the place and are one step apart on the ground', () => {
  const { stepM, lines } = metricGrid(rennes, around, 1)!
  expect(stepM).toBe(100)
  const meridians = lines.filter(([from, to]) => from![0] === to![0]).map(([from]) => from![0])
  const parallels = lines.filter(([from, to]) => from![1] === to![1]).map(([from]) => from![1])
  expect(meridians).toContain(rennes.lon)
  expect(parallels).toContain(rennes.lat)
  const [west, east] = meridians.slice(0, 2)
  const [south, north] = parallels.slice(0, 2)
  const lat = rennes.lat
  expect(distanceM({ lat, lon: west! }, { lat, lon: east! })).toBeCloseTo(100, 1)
  expect(distanceM({ lat: south!, lon: 0 }, { lat: north!, lon: 0 })).toBeCloseTo(100, 1)
})

test.each([
  [0.1, 10],
  [1, 100],
  [2, 200],
  [5, 500],
  [7, 1000],
])('GPS-20 at %d metres a pixel lines are %d m apart', (resolution, stepM) => {
  expect(metricGrid(rennes, around, resolution)?.stepM).toBe(stepM)
})

test('GPS-20 a map of a region has no lines', () => {
  expect(metricGrid(rennes, [-5, 45, 3, 50], 400)).toBeUndefined()
})
