import { expect, test } from 'vitest'
import { countriesWithin, type Country } from './countries-within.ts'
import type { Bounds } from './metric-grid.ts'

const box = (west: number, south: number, east: number, north: number) => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
]
const country = (name: string, ...parts: number[][][][]): Country => ({
  type: 'Feature',
  properties: { name },
  geometry: { type: 'MultiPolygon', coordinates: parts },
})
const france = country('France', box(-5, 42, 8, 51), box(55, -21.5, 56, -20.5))
const spain = country('Spain', box(-9, 36, 3, 44))
const names = (bounds: Bounds) =>
  countriesWithin([france, spain], bounds).map(({ properties }) => properties.name)

test('GPS-20 a country counts where one of its parts is seen', () => {
  expect(names([-2, 47, -1, 48])).toEqual(['France'])
  expect(names([55.2, -21.2, 55.6, -20.8])).toEqual(['France'])
  expect(names([0, 42, 1, 43])).toEqual(['France', 'Spain'])
})

test('GPS-20 between the parts of a country there is none of it', () => {
  expect(names([20, 0, 30, 10])).toEqual([])
})

test('GPS-20 a single area is a part too', () => {
  const andorra: Country = {
    ...{ type: 'Feature', properties: { name: 'Andorra' } },
    geometry: { type: 'Polygon', coordinates: box(1.4, 42.4, 1.8, 42.7) },
  }
  expect(countriesWithin([andorra], [1, 42, 2, 43])).toEqual([andorra])
})
