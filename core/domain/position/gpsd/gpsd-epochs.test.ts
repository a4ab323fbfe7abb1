import { expect, test } from 'vitest'
import type { Epoch } from '../epoch.ts'
import { GpsdEpochs } from './gpsd-epochs.ts'
import { readGpsdMessage } from './read-message.ts'

const device = '/dev/ttyACM0'
const time = '2026-11-30T10:15:00.000Z'
const place = { lat: 48.5, lon: 2.25 }

function epochsOf(...messages: object[]): (Epoch | null)[] {
  const epochs = new GpsdEpochs()
  return messages.flatMap((each) => {
    const message = readGpsdMessage(JSON.stringify(each))
    if (message?.class === 'SKY') epochs.takeSky(message)
    return message?.class === 'TPV' ? [epochs.takePosition(message)] : []
  })
}

const tpv = { class: 'TPV', device, mode: 3, time, ...place, eph: 12.5, speed: 0.5 }
const sky = { class: 'SKY', device, hdop: 0.9, uSat: 9 }

test('GPS-14 a position of gpsd comes with the satellites of the same receiver', () => {
  expect(epochsOf(sky, tpv)).toEqual([
    {
      at: Date.parse(time),
      coordinates: place,
      quality: 'gnss',
      mode: 3,
      hdop: 0.9,
      satellitesUsed: 9,
      accuracy95M: 12.5,
      speedMps: 0.5,
    },
  ])
})

test('GPS-14 satellites of another receiver are not taken', () => {
  const other = { ...sky, device: '/dev/ttyUSB0' }
  expect(epochsOf(other, tpv)).toMatchObject([{ hdop: null, satellitesUsed: null }])
})

test('GPS-14 satellites are counted where gpsd gives no number of them', () => {
  const satellites = [{ used: true }, { used: false }, { used: true }]
  expect(epochsOf({ class: 'SKY', device, satellites }, tpv)).toMatchObject([{ satellitesUsed: 2 }])
})

test('GPS-14 the dilution is kept where gpsd sends the satellites without it', () => {
  expect(epochsOf(sky, { ...sky, hdop: undefined }, tpv)).toMatchObject([{ hdop: 0.9 }])
})

test('GPS-14 a moment that gpsd tells twice is one', () => {
  expect(epochsOf(tpv, { ...tpv, eph: 9 })).toMatchObject([{ coordinates: place }, null])
})

test('GPS-14 a receiver that gives no date gives positions without a time', () => {
  const dateless = { ...tpv, time: undefined }
  const expected = { at: null, coordinates: place }
  expect(epochsOf(dateless, dateless)).toMatchObject([expected, expected])
})

test('GPS-12 without a fix there is no position, but satellites', () => {
  expect(epochsOf(sky, { ...tpv, mode: 1 })).toMatchObject([
    { coordinates: null, satellitesUsed: 9, accuracy95M: null, mode: null },
  ])
})

test('GPS-12 a position of gpsd at 0,0 or out of range is none', () => {
  const positions = [
    { ...tpv, lat: 0, lon: 0 },
    { ...tpv, time: '2026-11-30T10:15:01.000Z', lat: 91 },
  ]
  expect(epochsOf(...positions)).toMatchObject([{ coordinates: null }, { coordinates: null }])
})

test.each([
  ['by axis, as older versions give it', { eph: undefined, epx: 3, epy: 4 }, 5],
  ['from the dilution where gpsd gives none', { eph: undefined }, 0.9 * 19],
  ['never below a metre', { eph: 0.01 }, 1],
])('GPS-06 the accuracy of gpsd is taken %s', (_how, change, expected) => {
  expect(epochsOf(sky, { ...tpv, ...change })).toMatchObject([{ accuracy95M: expected }])
})

test.each([
  [undefined, 'gnss'],
  [2, 'dgnss'],
  [3, 'rtk'],
  [5, 'estimated'],
  [8, 'simulated'],
  [99, 'unknown'],
])('GPS-14 the status %s of gpsd is %s', (status, quality) => {
  expect(epochsOf({ ...tpv, status })).toMatchObject([{ quality }])
})

test.each(['', 'no JSON', '[]', 'null', '{"class":"PPS"}', '{"class":"TPV"', '{"class":7}'])(
  'GPS-14 the line %s is no message',
  (line) => {
    expect(readGpsdMessage(line)).toBeNull()
  },
)
