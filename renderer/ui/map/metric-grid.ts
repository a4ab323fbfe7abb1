import { niceLength } from './nice-length.ts'

interface Position {
  readonly lat: number
  readonly lon: number
}

/** West, south, east, north, in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number]

type Line = readonly (readonly [lon: number, lat: number])[]

export interface MetricGrid {
  /** Between two lines, in metres. */
  readonly stepM: number
  readonly lines: readonly Line[]
}

/** Lines are never closer than this. */
const leastPx = 72
/** Above it outlines and towns say enough. */
const coarsestStepM = 10_000

/**
 * Lines through a place at equal distances on the ground, over what a map shows: without streets they
 * say how far things are.
 *
 * @param metresPerPixel of the middle of the map
 * @returns `undefined` where the map shows too much of the world for it
 */
export function metricGrid(
  origin: Position,
  [west, south, east, north]: Bounds,
  metresPerPixel: number,
): MetricGrid | undefined {
  const least = niceLength(leastPx * metresPerPixel)
  const stepM = least < leastPx * metresPerPixel ? nextNice(least) : least
  if (stepM > coarsestStepM) return undefined
  const degree = metresPerDegree(origin.lat)
  const between = (from: number, to: number, start: number, step: number): number[] => {
    const first = Math.ceil((from - start) / step)
    const count = Math.max(0, Math.floor((to - start) / step) - first + 1)
    return Array.from({ length: count }, (_, index) => start + (first + index) * step)
  }
  const meridians = between(west, east, origin.lon, stepM / degree.lon)
  const parallels = between(south, north, origin.lat, stepM / degree.lat)
  return {
    stepM,
    lines: [
      ...meridians.map((lon): Line => [
        [lon, south],
        [lon, north],
      ]),
      ...parallels.map((lat): Line => [
        [west, lat],
        [east, lat],
      ]),
    ],
  }
}

function nextNice(length: number): number {
  return niceLength(length * 2.5)
}

/**
 * Metres on WGS-84 that a degree is at a latitude, by the usual series (NGA, "Length of a degree of
 * latitude and longitude").
 */
function metresPerDegree(lat: number): { lat: number; lon: number } {
  const phi = (lat * Math.PI) / 180
  return {
    lat: 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
    lon: 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
  }
}
