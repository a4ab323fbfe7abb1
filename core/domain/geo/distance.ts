import geographiclib from 'geographiclib-geodesic'
import type { Coordinates } from './parse-coordinates.ts'

const { WGS84 } = geographiclib.Geodesic

/**
 * The length of the geodesic between two positions on WGS-84, in metres (C. F. F. Karney, "Algorithms
 * for geodesics", 2013). The sphere of the haversine formula is off by up to 0.56 %.
 */
export function distanceM(from: Coordinates, to: Coordinates): number {
  return WGS84.Inverse(from.lat, from.lon, to.lat, to.lon).s12 ?? Number.NaN
}
