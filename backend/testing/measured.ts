import geographiclib from 'geographiclib-geodesic'
import type { Coordinates } from '../../core/domain/geo/parse-coordinates.ts'
import type { Measured } from '../../core/domain/position/best-fix.ts'
import type { Fix } from '../../core/domain/position/fix.ts'

/** The front door of the garage that tests visit. */
export const garageDoor: Coordinates = { lat: 45.764043, lon: 4.835659 }

/** The place so many metres east of another. */
export function eastOf(place: Coordinates, metres: number): Coordinates {
  const { lat2, lon2 } = geographiclib.Geodesic.WGS84.Direct(place.lat, place.lon, 90, metres)
  return { lat: lat2!, lon: lon2! }
}

/** A good position at a place, measured at an instant by the device's clock. */
export function measuredAt(place: Coordinates, at: number, part: Partial<Fix> = {}): Measured {
  const fix: Fix = {
    ...{ lat: place.lat, lon: place.lon, accuracy95M: 8, kind: 'gnss', quality: 'gnss', mode: 3 },
    ...{ hdop: 0.9, satellitesUsed: 9, speedMps: 0, gpsTime: at, receivedAt: at, monotonicMs: 0 },
    ...{ provider: 'serial', device: '/dev/ttyUSB0' },
    ...part,
  }
  return { fix, ageMs: 400, samples: 5 }
}
