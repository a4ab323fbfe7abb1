import geographiclib from 'geographiclib-geodesic'
import type { Coordinates } from './parse-coordinates.ts'

const { Geodesic } = geographiclib
/** Longitudes go on past 180° instead of jumping, so that a circle across the date line stays one. */
const caps = Geodesic.STANDARD | Geodesic.LONG_UNROLL

/**
 * The points at one distance around a place on WGS-84, clockwise from the north: what a circle of metres
 * is on the ground, which a circle of degrees is not (C. F. F. Karney, "Algorithms for geodesics", 2013).
 *
 * @param radiusM metres
 * @param points how many; the first is not repeated
 * @returns longitudes may lie past ±180
 */
export function geodesicCircle(
  { lat, lon }: Coordinates,
  radiusM: number,
  points = 72,
): Coordinates[] {
  return Array.from({ length: points }, (_, index) => {
    const end = Geodesic.WGS84.Direct(lat, lon, (index * 360) / points, radiusM, caps)
    return { lat: end.lat2 ?? Number.NaN, lon: end.lon2 ?? Number.NaN }
  })
}
