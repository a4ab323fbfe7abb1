import { expect, test } from 'vitest'
import { NmeaReader } from '../../core/domain/position/nmea/nmea-reader.ts'
import { recordingOf, staged } from './gnss-recording.ts'

const at = Date.UTC(2026, 10, 30, 10, 15, 0, 250)
const place = { lat: -45.764043, lon: -4.835659 }

test('GPS-14 a recording is stamped anew and moved, with right checksums', () => {
  const recording = recordingOf('bu353s4')
  const reader = new NmeaReader()
  reader.read(staged(recording, recording.moments.length - 1, at, { place, hdop: 8 }))
  const epoch = reader.finish()!
  expect([reader.refused, epoch.at, epoch.hdop]).toEqual([0, at, 8])
  expect(epoch.coordinates!.lat).toBeCloseTo(place.lat, 7)
  expect(epoch.coordinates!.lon).toBeCloseTo(place.lon, 7)
})

test('GPS-14 a recording begins anew after its last moment', () => {
  const recording = recordingOf('bu353s4')
  const { length } = recording.moments
  expect(staged(recording, length, at)).toBe(staged(recording, 0, at))
})

test('GPS-14 moments before the first fix have no position', () => {
  const reader = new NmeaReader()
  reader.read(staged(recordingOf('ublox-lea-4h'), 2, at, { place }))
  expect(reader.finish()).toMatchObject({ at, coordinates: null })
})
