import { decimalsOf } from './angle.ts'
import type { AnglePair } from './angle-pair.ts'

const withPoints = /^([+-]?\d+(?:\.\d+)?)(\s*[,;/]\s*|\s+)([+-]?\d+(?:\.\d+)?)$/
const withCommas = /^([+-]?\d+(?:,\d+)?)(?:\s*[;/]\s*|\s+|,\s+)([+-]?\d+(?:,\d+)?)$/

/**
 * Reads two decimal numbers, latitude first, with a point or a comma: `48.8566, 2.3522`,
 * `48,8566 2,3522`, `48,8566; 2,3522`. Two whole numbers around a bare comma (`48,85`) are refused:
 * they are one number with its decimals more often than a position.
 */
export function readDecimalPair(text: string): AnglePair | undefined {
  const points = withPoints.exec(text)
  if (points) {
    const [, lat = '', separator, lon = ''] = points
    const isOneNumber = separator === ',' && decimalsOf(lat) === 0 && decimalsOf(lon) === 0
    return isOneNumber ? undefined : toPair(lat, lon)
  }
  const commas = withCommas.exec(text)
  return commas ? toPair(commas[1] ?? '', commas[2] ?? '') : undefined
}

/** A pair from two plain numbers. */
export function toPair(lat: string, lon: string): AnglePair {
  return { lat: toNumber(lat), lon: toNumber(lon) }
}

function toNumber(text: string) {
  return { degrees: Number(text.replace(',', '.')), decimals: decimalsOf(text) }
}
