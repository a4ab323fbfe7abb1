import type { Coordinates } from '../../geo/parse-coordinates.ts'
import type { FixQuality } from '../fix.ts'

/** All that a receiver says about one moment, put together from its sentences. */
export interface Epoch {
  /** Milliseconds since midnight UTC. */
  readonly timeOfDayMs: number
  /** With the date, where the receiver gives one: UTC ms as it believes it to be, roll-over included. */
  readonly at: number | null
  /** `null` while there is no fix. */
  readonly coordinates: Coordinates | null
  readonly quality: FixQuality
  readonly mode: 2 | 3 | null
  readonly hdop: number | null
  readonly satellitesUsed: number | null
  /** The radius of 95 % in metres. */
  readonly accuracy95M: number | null
  readonly speedMps: number | null
}
