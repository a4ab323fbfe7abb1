import { areValidCoordinates, type Coordinates } from '../geo/parse-coordinates.ts'
import type { Arrival } from './epoch-report.ts'
import { accuracyOfSystem } from './gnss-accuracy.ts'
import type { PositionReport } from './position-report.ts'

/** What the location service of an operating system says. */
export interface OsPosition extends Coordinates {
  /** 95 %, in metres; some services say 0 and mean that they do not know. */
  readonly accuracyM: number | null
  /** How old it was when it arrived, in ms. */
  readonly ageMs: number
}

/** Services hand out what they remember; after so long that says nothing about now. */
const oldestMs = 60_000

/**
 * A position of an operating system: `BAD_DATA` for one that cannot be, `STALE` for one that is
 * remembered from before.
 */
export function osReport(position: OsPosition, arrival: Arrival): PositionReport {
  const { lat, lon, accuracyM, ageMs } = position
  if (!areValidCoordinates(position))
    return { error: 'BAD_DATA', detail: `the operating system says ${lat}, ${lon}` }
  if (ageMs > oldestMs) {
    const seconds = Math.round(ageMs / 1000)
    return {
      error: 'STALE',
      detail: `the operating system remembers a position of ${seconds} s ago`,
    }
  }
  return {
    ...{ lat, lon },
    accuracy95M: accuracyM === null ? null : accuracyOfSystem(accuracyM),
    kind: 'os',
    quality: 'unknown',
    ...{ mode: null, hdop: null, satellitesUsed: null, speedMps: null, gpsTime: null },
    ...arrival,
    receivedAt: arrival.receivedAt - ageMs,
    monotonicMs: arrival.monotonicMs - ageMs,
  }
}
