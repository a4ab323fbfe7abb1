import { mayLieIn } from './country-boxes.ts'

/** `swapped`: latitude and longitude look exchanged. `imprecise`: known to ± 100 m or worse. */
export type CoordinatesWarning = 'swapped' | 'imprecise'

const preciseDecimals = 3

/**
 * What is odd about coordinates that are valid (GPS-10).
 * @param position degrees, the decimals they were written with, and the country of the address
 * (ISO 3166-1 alpha-2). They look swapped when they lie outside that country and inside it the other
 * way round; nothing is said about countries that are not known.
 */
export function coordinateWarnings(position: {
  readonly lat: number
  readonly lon: number
  readonly decimals: number
  readonly country?: string | null | undefined
}): CoordinatesWarning[] {
  const { lat, lon, decimals } = position
  const country = position.country ?? ''
  const isSwapped = !mayLieIn(country, lat, lon) && mayLieIn(country, lon, lat)
  return [
    ...(isSwapped ? (['swapped'] as const) : []),
    ...(decimals < preciseDecimals ? (['imprecise'] as const) : []),
  ]
}
