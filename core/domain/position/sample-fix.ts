import type { Fix } from './fix.ts'

/** For tests: a good position of a receiver at 48.5 N 2.25 E. */
export function fixOf(change: Partial<Fix> = {}): Fix {
  return {
    ...{ lat: 48.5, lon: 2.25, accuracy95M: 12, kind: 'gnss', quality: 'gnss', mode: 3 },
    ...{ hdop: 1.2, satellitesUsed: 8, speedMps: 0, gpsTime: null },
    ...{ receivedAt: Date.UTC(2026, 10, 30, 10, 15), monotonicMs: 5000 },
    ...{ provider: 'serial', device: 'COM3' },
    ...change,
  }
}

/** For tests: that many positions, one a second, each with the change of its number. */
export function fixesOf(
  count: number,
  change: (index: number) => Partial<Fix> = () => ({}),
): Fix[] {
  return Array.from({ length: count }, (_, index) => {
    const ms = 1000 * index
    const { receivedAt, monotonicMs } = fixOf()
    return fixOf({
      ...{ receivedAt: receivedAt + ms, monotonicMs: monotonicMs + ms, gpsTime: receivedAt + ms },
      ...change(index),
    })
  })
}

/** For tests: so many degrees of latitude are a metre. */
export const metreNorth = 1 / 111_210
