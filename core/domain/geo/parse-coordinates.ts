import { normaliseAngles, readAnglePair } from './angle-pair.ts'
import { coordinateWarnings, type CoordinatesWarning } from './coordinate-warnings.ts'
import { readDecimalPair } from './decimal-pair.ts'
import { readGeoUri, readMapLink } from './map-link.ts'

export type { CoordinatesWarning }

/** A position on WGS-84, in degrees. */
export interface Coordinates {
  readonly lat: number
  readonly lon: number
}

export interface ParsedCoordinates extends Coordinates {
  /** Decimals of a degree that the coarser of the two was written with. */
  readonly decimals: number
  readonly warnings: readonly CoordinatesWarning[]
}

const longestText = 4000

/** Whether coordinates can be used: finite, in range, and not 0,0, which is a lost value (GPS-09). */
export function areValidCoordinates({ lat, lon }: Coordinates): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0)
}

/**
 * Reads a typed or pasted position (GPS-10): decimal degrees with point or comma, degrees with
 * minutes and seconds, a `geo:` URI, or an OpenStreetMap or Google Maps link.
 * @param country of the address, ISO 3166-1 alpha-2, for the warning about swapped values
 * @returns undefined when the text is no usable position: `E-GEO-INVALID`
 */
export function parseCoordinates(
  text: string,
  { country }: { readonly country?: string | null } = {},
): ParsedCoordinates | undefined {
  const typed = text.trim()
  if (typed.length > longestText) return undefined
  const pair = readPair(typed)
  if (!pair) return undefined
  // Adding 0 turns a negative zero, which "0° W" gives, into the ordinary one.
  const coordinates = { lat: pair.lat.degrees + 0, lon: pair.lon.degrees + 0 }
  if (!areValidCoordinates(coordinates)) return undefined
  const decimals = Math.min(pair.lat.decimals, pair.lon.decimals)
  const warnings = coordinateWarnings({ ...coordinates, decimals, country })
  return { ...coordinates, decimals, warnings }
}

function readPair(typed: string) {
  if (/^geo:/i.test(typed)) return readGeoUri(typed)
  if (/^(https?:\/\/|[a-z][\w-]*(\.[\w-]+)+\/)/i.test(typed)) return readMapLink(typed)
  const angles = normaliseAngles(typed.replace(/^\((.*)\)$/, '$1'))
  return readDecimalPair(angles) ?? readAnglePair(angles)
}
