import { expect, test } from 'vitest'
import { rollOverMs } from './gnss-time.ts'
import type { PositionReport } from './position-report.ts'
import { type Arrival, epochReport } from './epoch-report.ts'
import { NmeaReader } from './nmea/nmea-reader.ts'
import { second, sentence } from './nmea/sample-sentences.ts'

const now = Date.UTC(2026, 10, 30, 10, 15)
const arrival: Arrival = {
  provider: 'serial',
  device: '/dev/ttyUSB0',
  receivedAt: now,
  monotonicMs: 5000,
}

function reportOf(...sentences: string[]): PositionReport {
  const reader = new NmeaReader()
  sentences.forEach((each) => reader.read(each))
  return epochReport(reader.finish()!, arrival)
}

test('GPS-14 a moment with a position is a fix, with when and from where it came', () => {
  expect(reportOf(...second('101500.00'))).toEqual({
    lat: 48.5,
    lon: 2.25,
    accuracy95M: 22.8,
    kind: 'gnss',
    quality: 'gnss',
    mode: 3,
    hdop: 1.2,
    satellitesUsed: 8,
    speedMps: 1852 / 3600,
    gpsTime: now,
    receivedAt: now,
    monotonicMs: 5000,
    provider: 'serial',
    device: '/dev/ttyUSB0',
  })
})

test('GPS-12 a moment without a position is NO_FIX, with the satellites so far', () => {
  expect(reportOf(sentence('GPGGA,101500.00,,,,,0,03,9.9,,,,,,'))).toEqual({
    error: 'NO_FIX',
    detail: 'the receiver has no fix yet',
    satellitesUsed: 3,
    hdop: 9.9,
  })
})

test('GPS-16 the roll-over of 1,024 weeks is undone', () => {
  expect(new Date(now - rollOverMs).toISOString().slice(0, 10)).toBe('2007-04-16')
  expect(reportOf(...second('101500.00', '160407'))).toMatchObject({ gpsTime: now })
})

test.each([
  [1901, '1901-01-01T10:15:00.000Z'],
  [2036, '2036-01-01T10:15:00.000Z'],
])('GPS-12 a receiver whose clock says %i gives BAD_DATA and no position', (year, instant) => {
  const zda = sentence(`GPZDA,101500.00,01,01,${year},00,00`)
  expect(reportOf(zda, second('101500.00')[0]!)).toMatchObject({
    error: 'BAD_DATA',
    detail: `the receiver believes that it is ${instant}`,
  })
})

test('GPS-14 a receiver that gives no date gives a position without a time', () => {
  expect(reportOf(second('101500.00')[0]!)).toMatchObject({ lat: 48.5, gpsTime: null })
})
