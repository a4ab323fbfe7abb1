import { expect, test } from 'vitest'
import { fixOf } from '../../core/domain/position/sample-fix.ts'
import { fakeSource, fakeTiming } from '../testing/fake-source.ts'
import { positionReceivers, type ReceiverView } from './position-receivers.ts'
import { positionSources, usualSources } from './position-sources.ts'
import { pushedSource } from './pushed-source.ts'
import { machineTiming } from './timing.ts'

const startAt = Date.UTC(2026, 10, 30, 10, 15)

test('GPS-14 the sources are asked in the order gpsd, receiver, operating system', () => {
  const timing = machineTiming
  const pushed = pushedSource(timing)
  const choice = { ...usualSources, serial: { path: 'COM3', baudRate: 'auto' } } as const
  const idsOn = (platform: NodeJS.Platform) =>
    positionSources(choice, { timing, pushed, platform }).map(({ id, device }) => [id, device])
  expect(idsOn('win32')).toEqual([
    ['gpsd', null],
    ['serial', 'COM3'],
    ['os-web', null],
  ])
  expect(idsOn('linux').map(([id]) => id)).toEqual(['gpsd', 'serial', 'geoclue', 'os-web'])
})

test('GPS-14 no port is opened that was not chosen, and the operating system can be left out', () => {
  const choice = { ...usualSources, os: false }
  expect(positionSources(choice, { timing: machineTiming }).map(({ id }) => id)).toEqual(['gpsd'])
})

test('GPS-14 a recording stands in for all sources', () => {
  const choice = { ...usualSources, replay: '/tmp/drive.nmea' }
  const sources = positionSources(choice, { timing: machineTiming })
  expect(sources.map(({ id, device }) => [id, device])).toEqual([['replay', '/tmp/drive.nmea']])
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
