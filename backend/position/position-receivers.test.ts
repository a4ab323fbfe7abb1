import { expect, test } from 'vitest'
import { fixOf } from '../../core/domain/position/sample-fix.ts'
import { fakeSource, fakeTiming } from '../testing/fake-source.ts'
import type { ReceiverView } from '../../core/contract/positions.ts'
import { positionReceivers } from './position-receivers.ts'
import { readPositionChoice } from './position-choice.ts'
import { receiverSources } from './position-sources.ts'
import { machineTiming } from './timing.ts'

const startAt = Date.UTC(2026, 10, 30, 10, 15)

const choice = readPositionChoice({ serial: { path: 'COM3', baudRate: 'auto' } })

test.each([
  ['win32', ['gpsd', 'serial']],
  ['darwin', ['gpsd', 'serial']],
  ['linux', ['gpsd', 'serial', 'geoclue']],
] as const)('GPS-14 the sources on %s are asked in the order %s', (platform, ids) => {
  const sources = receiverSources(choice, machineTiming, platform)
  expect(sources.map(({ id }) => id)).toEqual(ids)
  expect(sources[1]!.device).toBe('COM3')
})

test('GPS-14 no port is opened that was not chosen', () => {
  const sources = receiverSources(readPositionChoice(undefined), machineTiming, 'win32')
  expect(sources.map(({ id }) => id)).toEqual(['gpsd'])
})

test('GPS-14 a recording stands in for all sources', () => {
  const sources = receiverSources({ ...choice, replay: 'drive.nmea' }, machineTiming)
  expect(sources.map(({ id, device }) => [id, device])).toEqual([['replay', 'drive.nmea']])
})

test('GPS-14 all sources are probed at once', async () => {
  const sources = [
    fakeSource('gpsd', { available: false, error: 'NO_DEVICE', detail: 'gpsd does not run' }),
    fakeSource('serial'),
  ]
  const { signal } = new AbortController()
  expect(await positionReceivers(machineTiming).probe(sources, signal)).toEqual([
    {
      ...{ provider: 'gpsd', device: null, available: false },
      ...{ error: 'NO_DEVICE', detail: 'gpsd does not run' },
    },
    { provider: 'serial', device: null, available: true, error: null, detail: 'here' },
  ])
})

function watched() {
  const timing = fakeTiming(startAt)
  const source = fakeSource('serial')
  const abort = new AbortController()
  const seen: ReceiverView[] = []
  const reading = (async () => {
    for await (const view of positionReceivers(timing).watch(source, abort.signal)) seen.push(view)
  })()
  return { timing, source, abort, reading, seen, last: () => seen.at(-1) }
}

test('GPS-14 the live view tells satellites before the first fix, then accuracy and age', async () => {
  const { timing, source, abort, reading, last } = watched()
  await expect.poll(source.isOpen).toBe(true)
  source.report({ error: 'NO_FIX', detail: 'no fix yet', satellitesUsed: 3, hdop: 9.9 })
  await expect.poll(last).toEqual({
    ...{ hasFix: false, satellites: 3, hdop: 9.9, accuracyM: null, ageMs: null },
    ...{ error: 'NO_FIX', detail: 'no fix yet' },
  })
  source.report(fixOf({ monotonicMs: 0 }))
  await expect.poll(last).toMatchObject({ hasFix: true, satellites: 8, accuracyM: 12, ageMs: 0 })
  timing.advance(1000)
  timing.advance(1000)
  await expect.poll(() => last()?.ageMs).toBe(2000)
  abort.abort()
  await reading
  expect(source.isOpen()).toBe(false)
})

test('GPS-12 who leaves the live view closes the receiver', async () => {
  const source = fakeSource('serial')
  const { signal } = new AbortController()
  for await (const view of positionReceivers(machineTiming).watch(source, signal))
    if (source.isOpen()) {
      expect(view.hasFix).toBe(false)
      break
    }
  expect(source.isOpen()).toBe(false)
})

test('GPS-12 the live view ends with the reason of the source', async () => {
  const { source, reading, last } = watched()
  await expect.poll(source.isOpen).toBe(true)
  source.report({ error: 'DEVICE_LOST', detail: 'unplugged' })
  source.giveUp()
  await reading
  expect(last()).toMatchObject({ hasFix: false, error: 'DEVICE_LOST', detail: 'unplugged' })
})
