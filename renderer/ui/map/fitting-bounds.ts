import { geodesicCircle } from '../../../core/domain/geo/geodesic-circle.ts'
import type { MapCircle, MapPlace } from './map-place.ts'
import type { Bounds } from './metric-grid.ts'

/** What has to be in view to see all places and the whole of all circles; `undefined` without any. */
export function fittingBounds(
  places: readonly Pick<MapPlace, 'lat' | 'lon'>[],
  circles: readonly MapCircle[],
): Bounds | undefined {
  const points = [
    ...places,
    ...circles.flatMap(({ centre, radiusM }) => geodesicCircle(centre, radiusM, 4)),
  ]
  if (points.length === 0) return undefined
  const lats = points.map(({ lat }) => lat)
  const lons = points.map(({ lon }) => lon)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}
