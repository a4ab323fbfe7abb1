import { areValidCoordinates, type Coordinates } from '../../geo/parse-coordinates.ts'

/** Track, route and way points, in the order of preference. */
const points = ['trkpt', 'rtept', 'wpt'] as const

/**
 * The positions of a GPX file (https://www.topografix.com/GPX/1/1/): of its tracks, otherwise of its
 * routes, otherwise its way points. Their times, which may be of 1901, are left out. Whatever is no
 * position is left out too; a text that is no GPX has none.
 */
export function readGpx(text: string): Coordinates[] {
  for (const name of points) {
    const tags = text.matchAll(new RegExp(`<${name}\\s([^>]*)>`, 'g'))
    const found = [...tags].flatMap(([, attributes = '']) => {
      const position = { lat: degrees(attributes, 'lat'), lon: degrees(attributes, 'lon') }
      return areValidCoordinates(position) ? [position] : []
    })
    if (found.length > 0) return found
  }
  return []
}

function degrees(attributes: string, name: string): number {
  const quoted = new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']\\s*(-?\\d+(?:\\.\\d+)?)\\s*["']`)
  return Number(quoted.exec(attributes)?.[1] ?? Number.NaN)
}
