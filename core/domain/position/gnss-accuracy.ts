import type { FixQuality } from './fix.ts'

/**
 * The error of one range measurement at 95 %, in metres, for a position in the plane: what gpsd takes
 * (`P_UERE_NO_DGPS`, `P_UERE_WITH_DGPS` in its `gpsd.h`).
 */
const rangeErrorM = { alone: 19, corrected: 4.75 } as const

/** The radius that holds 95 % of a circular Gaussian error, in standard deviations of one axis. */
const radius95 = Math.sqrt(-2 * Math.log(0.05))
/** The same on one axis alone. */
const axis95 = 1.96

/** No receiver of a laptop is better than this, whatever it says of itself. */
export const finestGnssAccuracyM = 1
/** What the location service of an operating system is believed at the most. */
export const finestOsAccuracyM = 10

/** From here on a receiver says by its dilution that it does not know; SiRF sends 50, others 99.99. */
const unknownDilution = 50

/** A dilution of precision; `null` where the receiver sends one of the numbers for "unknown". */
export function knownDilution(hdop: number | null): number | null {
  return hdop !== null && hdop > 0 && hdop < unknownDilution ? hdop : null
}

/**
 * The radius of 95 % in metres, from the horizontal dilution: a rough figure, on the careful side,
 * since the receiver's own error is not known.
 */
export function accuracyOfDilution(hdop: number, quality: FixQuality): number {
  const isCorrected = quality === 'dgnss' || quality === 'rtk' || quality === 'rtk-float'
  const error = isCorrected ? rangeErrorM.corrected : rangeErrorM.alone
  return Math.max(finestGnssAccuracyM, hdop * error)
}

/**
 * The radius of 95 % in metres, from the standard deviations of latitude and longitude (sentence GST).
 * Where nearly all of the error lies on one axis, that axis decides.
 */
export function accuracyOfDeviations(latM: number, lonM: number): number {
  const circular = radius95 * Math.hypot(latM, lonM) * Math.SQRT1_2
  return Math.max(finestGnssAccuracyM, circular, axis95 * Math.max(latM, lonM))
}

/** The radius that an operating system gives; some say 0 and mean that they do not know. */
export function accuracyOfSystem(accuracyM: number): number {
  return Math.max(finestOsAccuracyM, accuracyM)
}
