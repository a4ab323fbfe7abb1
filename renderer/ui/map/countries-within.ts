import type { Feature, MultiPolygon, Polygon, Position } from 'geojson'
import type { Bounds } from './metric-grid.ts'

export type Country = Feature<Polygon | MultiPolygon, { name: string }>

/**
 * The countries of which a part may be seen within the bounds. Each part counts for itself: the box
 * around all of France, with its islands, is half of the world.
 */
export function countriesWithin(countries: readonly Country[], bounds: Bounds): Country[] {
  return countries.filter(({ geometry }) =>
    partsOf(geometry).some(([ring]) => ring !== undefined && touches(ring, bounds)),
  )
}

const partsOf = (geometry: Polygon | MultiPolygon): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates

function touches(ring: readonly Position[], [west, south, east, north]: Bounds): boolean {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon = Number.NaN, lat = Number.NaN] of ring) {
    left = Math.min(left, lon)
    right = Math.max(right, lon)
    bottom = Math.min(bottom, lat)
    top = Math.max(top, lat)
  }
  return left <= east && right >= west && bottom <= north && top >= south
}
