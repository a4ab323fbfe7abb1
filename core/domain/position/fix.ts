import type { Coordinates } from '../geo/parse-coordinates.ts'

/** How a position was computed, as the source says it (NMEA quality indicator, gpsd `status`). */
export const fixQualities = [
  'gnss',
  'dgnss',
  'pps',
  'rtk',
  'rtk-float',
  'estimated',
  'manual',
  'simulated',
  'unknown',
] as const
export type FixQuality = (typeof fixQualities)[number]

/** Where a position came from. */
export const positionProviders = ['gpsd', 'serial', 'os-web', 'geoclue', 'replay'] as const
export type PositionProvider = (typeof positionProviders)[number]

/** One position of this device. Degrees are WGS 84, instants UTC milliseconds, lengths metres. */
export interface Fix extends Coordinates {
  /** The radius within which the true position lies in 95 of 100 cases; `null` if nothing tells it. */
  readonly accuracy95M: number | null
  /** Whether a satellite receiver or the location service of the operating system measured it. */
  readonly kind: 'gnss' | 'os'
  readonly quality: FixQuality
  /** Of a satellite receiver: two or three dimensions; `null` if it does not say. */
  readonly mode: 2 | 3 | null
  readonly hdop: number | null
  readonly satellitesUsed: number | null
  readonly speedMps: number | null
  /** The time by the satellites; `null` if the source gives none, or an impossible one. */
  readonly gpsTime: number | null
  /** When it arrived, by this device's clock. */
  readonly receivedAt: number
  /** The same by a clock that only runs forward, to tell its age. */
  readonly monotonicMs: number
  readonly provider: PositionProvider
  /** The receiver's port or path, where there is one. */
  readonly device: string | null
}

/** Why a source gives no position (GPS-12). */
export const positionErrors = [
  'NO_CONSENT',
  'PERMISSION_DENIED',
  'UNSUPPORTED',
  'NO_DEVICE',
  'DEVICE_BUSY',
  'DEVICE_LOST',
  'NO_FIX',
  'TIMEOUT',
  'POOR_ACCURACY',
  'STALE',
  'BAD_DATA',
  'CANCELLED',
] as const
export type PositionError = (typeof positionErrors)[number]
