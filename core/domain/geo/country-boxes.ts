/** South, north, west and east edges in degrees. */
type Box = readonly [south: number, north: number, west: number, east: number]

/**
 * Rough boxes around the countries the product is sold in, with some ten kilometres to spare.
 * Overseas territories are left out: no position there looks like a swapped one here.
 */
const boxes: Readonly<Record<string, readonly Box[]>> = {
  AD: [[42.4, 42.7, 1.3, 1.9]],
  AT: [[46.3, 49.1, 9.4, 17.3]],
  BE: [[49.4, 51.6, 2.4, 6.5]],
  CH: [[45.7, 47.9, 5.8, 10.6]],
  DE: [[47.2, 55.2, 5.8, 15.2]],
  ES: [
    [35.1, 43.9, -9.5, 4.5],
    [27.5, 29.6, -18.3, -13.2],
  ],
  FR: [[41.2, 51.2, -5.3, 9.7]],
  GB: [[49.8, 61, -8.8, 2]],
  IE: [[51.3, 55.5, -10.8, -5.8]],
  IT: [[35.3, 47.2, 6.5, 18.7]],
  LU: [[49.4, 50.3, 5.6, 6.6]],
  MC: [[43.6, 43.9, 7.3, 7.6]],
  NL: [[50.7, 53.7, 3.2, 7.3]],
  PT: [
    [36.8, 42.3, -9.7, -6.1],
    [32.2, 33.3, -17.4, -16.1],
    [36.8, 39.9, -31.4, -24.9],
  ],
}

/**
 * Whether a position (degrees) may lie in a country; false for a country without a box.
 * @param country ISO 3166-1 alpha-2, in any case
 */
export function mayLieIn(country: string, lat: number, lon: number): boolean {
  return (boxes[country.trim().toUpperCase()] ?? []).some(
    ([south, north, west, east]) => lat >= south && lat <= north && lon >= west && lon <= east,
  )
}
