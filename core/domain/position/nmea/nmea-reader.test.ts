import { expect, test } from 'vitest'
import type { Epoch } from '../epoch.ts'
import { NmeaReader } from './nmea-reader.ts'
import { second, sentence } from './sample-sentences.ts'

function epochsOf(...sentences: string[]): Epoch[] {
  const reader = new NmeaReader()
  const last = sentences.flatMap((each) => reader.read(each))
  const finished = reader.finish()
  return finished ? [...last, finished] : last
}

const at = (time: number): number => Date.UTC(2026, 10, 30) + time

test('GPS-14 the sentences of one second are one moment', () => {
  expect(epochsOf(...second('101500.00'))).toEqual([
    {
      at: at(36_900_000),
      coordinates: { lat: 48.5, lon: 2.25 },
      quality: 'gnss',
      mode: 3,
      hdop: 1.2,
      satellitesUsed: 8,
      accuracy95M: 1.2 * 19,
      speedMps: 1852 / 3600,
    },
  ])
})

test('GPS-14 a moment is told when the next begins', () => {
  const reader = new NmeaReader()
  expect(reader.read(second('101500.00').join(''))).toEqual([])
  expect(reader.read(second('101501.00')[0]!)).toMatchObject([{ at: at(36_900_000) }])
})

test('GPS-14 what comes late to a moment that was told does not tell it twice', () => {
  const reader = new NmeaReader()
  const [gga, gsa, rmc] = second('101500.00') as [string, string, string]
  reader.read(rmc)
  expect(reader.finish()).toMatchObject({ at: at(36_900_000) })
  reader.read(gsa + gga)
  expect(reader.finish()).toBeNull()
})

test('GPS-14 the order of the sentences does not matter', () => {
  const sentences = second('101500.00')
  expect(epochsOf(...sentences.toReversed())).toEqual(epochsOf(...sentences))
})

test.each(['GP', 'GN', 'GL', 'GA', 'GB', 'BD'])('GPS-14 the talker %s is heard', (talker) => {
  const gll = sentence(`${talker}GLL,4830.0000,N,00215.0000,E,101500,A,A`)
  expect(epochsOf(gll)).toMatchObject([{ coordinates: { lat: 48.5, lon: 2.25 } }])
})

test.each([
  'ECGLL,4830.0000,N,00215.0000,E,101500,A,A',
  'PGLOR,4830.0000,N,00215.0000,E,101500',
  'GPXXX,4830.0000,N,00215.0000,E,101500',
  'GP',
  '',
])('GPS-14 the sentence "%s" is passed over', (body) => {
  expect(epochsOf(sentence(body))).toEqual([])
})

test('GPS-14 GNS gives a position as GGA does', () => {
  const gns = sentence('GNGNS,101500.00,4830.0000,N,00215.0000,E,AAN,12,0.9,35.0,45.0,,')
  expect(epochsOf(gns)).toMatchObject([
    { coordinates: { lat: 48.5, lon: 2.25 }, hdop: 0.9, satellitesUsed: 12, mode: 3 },
  ])
})

test('GPS-14 satellites of several constellations are added up', () => {
  const epochs = epochsOf(
    sentence('GNRMC,101500.00,A,4830.0000,N,00215.0000,E,1.0,90.0,301126,,,A'),
    sentence('GNGSA,A,3,01,03,08,11,,,,,,,,,2.0,1.2,1.7'),
    sentence('GNGSA,A,3,65,66,70,,,,,,,,,,2.0,1.2,1.7'),
  )
  expect(epochs).toMatchObject([{ satellitesUsed: 7, hdop: 1.2, mode: 3 }])
})

test('GPS-14 the expected error of the receiver is preferred to the dilution', () => {
  const gst = sentence('GPGST,101500.00,1.0,,,,3.0,4.0,5.0')
  const [epoch] = epochsOf(gst, ...second('101500.00'))
  expect(epoch!.accuracy95M).toBeCloseTo(2.4477 * Math.sqrt(12.5), 3)
})

test('GPS-14 the expected error of another moment is not taken', () => {
  const gst = sentence('GPGST,101459.00,1.0,,,,3.0,4.0,5.0')
  expect(epochsOf(gst, ...second('101500.00'))).toMatchObject([{ accuracy95M: 1.2 * 19 }])
})

test('GPS-12 a receiver without a fix says how many satellites it has, and no position', () => {
  const epochs = epochsOf(
    sentence('GPGGA,101500.00,,,,,0,03,9.9,,,,,,'),
    sentence('GPRMC,101500.00,V,,,,,,,301126,,,N'),
  )
  expect(epochs).toMatchObject([{ coordinates: null, satellitesUsed: 3, hdop: 9.9, mode: null }])
})

test('GPS-12 an empty fix and one of zeros are never 0,0', () => {
  const zeros = '0000.0000,N,00000.0000,E'
  const epochs = epochsOf(
    sentence('GPGGA,101500.00,,,,,1,08,1.2,,,,,,'),
    sentence(`GPGGA,101501.00,${zeros},1,08,1.2,35.0,M,45.0,M,,`),
    sentence(`GPRMC,101502.00,A,${zeros},0.0,0.0,301126,,,A`),
  )
  expect(epochs.map(({ coordinates }) => coordinates)).toEqual([null, null, null])
})

test('GPS-12 a position whose status is void is none', () => {
  const void_ = sentence('GPRMC,101500.00,V,4830.0000,N,00215.0000,E,1.0,90.0,301126,,,A')
  expect(epochsOf(second('101500.00')[0]!, void_)).toMatchObject([{ coordinates: null }])
})

test('GPS-12 a position of which the satellites say that it is no fix is none', () => {
  const none = sentence('GNGSA,A,1,,,,,,,,,,,,,99.9,99.9,99.9')
  const fixed = sentence('GNGSA,A,3,01,03,08,11,,,,,,,,,2.0,1.2,1.7')
  expect(epochsOf(second('101500.00')[0]!, none)).toMatchObject([{ coordinates: null }])
  expect(epochsOf(second('101500.00')[0]!, none, fixed)).toMatchObject([{ mode: 3 }])
})

test('GPS-14 a simulated position says so', () => {
  const simulated = sentence('GPGGA,101500.00,4830.0000,N,00215.0000,E,8,08,1.2,35.0,M,45.0,M,,')
  expect(epochsOf(simulated)).toMatchObject([{ quality: 'simulated' }])
})

test('GPS-14 a dilution that means "unknown" is none', () => {
  const gga = sentence('GPGGA,101500.00,4830.0000,N,00215.0000,E,1,08,99.99,35.0,M,45.0,M,,')
  expect(epochsOf(gga)).toMatchObject([{ hdop: null, accuracy95M: null }])
})

test('GPS-14 the day goes on over midnight where only some sentences give it', () => {
  const epochs = epochsOf(
    sentence('GPZDA,235959.00,30,11,2026,00,00'),
    second('235959.00')[0]!,
    second('000000.00')[0]!,
  )
  expect(epochs.map((epoch) => epoch.at)).toEqual([at(86_399_000), at(86_400_000)])
})

test('GPS-14 without a date there is no instant', () => {
  expect(epochsOf(second('101500.00')[0]!)).toMatchObject([{ at: null }])
})
