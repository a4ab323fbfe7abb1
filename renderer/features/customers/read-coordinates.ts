import {
  type CoordinatesWarning,
  parseCoordinates,
} from '../../../core/domain/geo/parse-coordinates.ts'

export type CoordinatesReading =
  | { readonly state: 'empty' }
  | { readonly state: 'invalid' }
  | {
      readonly state: 'read'
      readonly lat: number
      readonly lon: number
      readonly source: 'manual' | 'map'
      readonly warnings: readonly CoordinatesWarning[]
    }

/** A link of a map or a `geo:` address, not typed figures. */
const link = /^\s*(?:https?:|geo:|[a-z][\w-]*(?:\.[\w-]+)+\/)/i

/**
 * What a person has typed or pasted as a position (GPS-10).
 *
 * @param country ISO code of the address; tells whether latitude and longitude look swapped
 */
export function readCoordinates(text: string, country: string | null): CoordinatesReading {
  if (text.trim() === '') return { state: 'empty' }
  const parsed = parseCoordinates(text, { country })
  if (!parsed) return { state: 'invalid' }
  const { lat, lon, warnings } = parsed
  return { state: 'read', lat, lon, warnings, source: link.test(text) ? 'map' : 'manual' }
}
