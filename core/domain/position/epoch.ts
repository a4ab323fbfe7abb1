import type { Coordinates } from '../geo/parse-coordinates.ts'
import type { FixQuality } from './fix.ts'

/** All that a satellite receiver says about one moment. */
export interface Epoch {
  /** UTC ms as the receiver believes it to be, roll-over included; `null` where it gives no date. */
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
