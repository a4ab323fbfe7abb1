import { expect, test } from 'vitest'
import { sideBySide } from './side-by-side.ts'

const rennes = { lat: 48.1113, lon: -1.68 }
const nantes = { lat: 47.2184, lon: -1.5536 }
const shifts = (places: readonly (typeof rennes)[]) => sideBySide(places).map(({ shift }) => shift)

test('GPS-20 a pin alone stands above its spot', () => {
  expect(shifts([rennes, nantes])).toEqual([0, 0])
})

test('GPS-20 pins of one spot stand side by side, in their order', () => {
  expect(shifts([rennes, nantes, rennes])).toEqual([-0.5, 0, 0.5])
  expect(shifts([rennes, rennes, rennes])).toEqual([-1, 0, 1])
})

test('GPS-20 less than a metre apart is one spot', () => {
  expect(shifts([rennes, { ...rennes, lat: rennes.lat + 0.000_001 }])).toEqual([-0.5, 0.5])
})
