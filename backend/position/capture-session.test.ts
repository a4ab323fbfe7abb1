import { expect, test } from 'vitest'
import type { Fix } from '../../core/domain/position/fix.ts'
import type { PositionProblem } from '../../core/domain/position/position-report.ts'
import { fixesOf, fixOf } from '../../core/domain/position/sample-fix.ts'
import { fakeSource, type FakeTiming, fakeTiming } from '../testing/fake-source.ts'
import { type CaptureProgress, CaptureSession } from './capture-session.ts'
import type { PositionSource } from './position-source.ts'

const startAt = Date.UTC(2026, 10, 30, 10, 15)
const noFix: PositionProblem = { error: 'NO_FIX', detail: 'no fix yet', satellitesUsed: 3, hdop: 9 }

function capture(sources: readonly PositionSource[], change: { maxAccuracyM?: number } = {}) {
  const timing = fakeTiming(startAt)
  const session = new CaptureSession({
    ...{ sources, autoAcceptM: 50, maxAccuracyM: 150, timing, ...change },
  })
  const seen: CaptureProgress[] = []
  const reading = (async () => {
    for await (const progress of session.progress) seen.push(progress)
  })()
  return { session, timing, last: () => seen.at(-1)!, reading, seen }
}

/** Positions as they come from now on, one a second. */
function arriving(timing: FakeTiming, count: number, change: Partial<Fix> = {}): Fix[] {
  return fixesOf(count, (index) => ({
    ...{ provider: 'gpsd', monotonicMs: timing.monotonicMs() + 1000 * index, ...change },
  }))
}

test('GPS-13 the fifth position that agrees is used without a question', async () => {
  const source = fakeSource('gpsd')
  const { session, timing, last } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  const fixes = arriving(timing, 5)
  source.report(...fixes.slice(0, 4))
  await expect.poll(() => last().agreeing).toBe(4)
  expect(source.isOpen()).toBe(true)
  timing.advance(4000)
  source.report(fixes[4]!)
  expect(await session.result).toEqual({ fix: fixes[4], ageMs: 0, samples: 5 })
  expect(source.isOpen()).toBe(false)
})

test('GPS-14 the sources are asked in their order, and the first that answers is kept', async () => {
  const absent = fakeSource('gpsd', { available: false, error: 'NO_DEVICE', detail: 'none' })
  const [serial, os] = [fakeSource('serial'), fakeSource('os-web')]
  const { session, last } = capture([absent, serial, os])
  await expect.poll(serial.isOpen).toBe(true)
  serial.report(fixOf({ hdop: 9 }))
  await expect.poll(() => last().best?.samples).toBe(1)
  expect(last()).toMatchObject({
    provider: 'serial',
    failed: [{ provider: 'gpsd', error: 'NO_DEVICE' }],
  })
  expect([absent.isOpen(), os.isOpen()]).toEqual([false, false])
  session.cancel()
  await session.result
})

test('GPS-12 after 20 seconds without a position the next source has its turn', async () => {
  const [gpsd, os] = [fakeSource('gpsd'), fakeSource('os-web')]
  const { session, timing, last } = capture([gpsd, os])
  await expect.poll(gpsd.isOpen).toBe(true)
  gpsd.report(noFix)
  await expect.poll(() => last().satellites).toBe(3)
  timing.advance(19_999)
  expect(gpsd.isOpen()).toBe(true)
  timing.advance(1)
  await expect.poll(os.isOpen).toBe(true)
  expect(gpsd.isOpen()).toBe(false)
  const fix = fixOf({ provider: 'os-web', kind: 'os', monotonicMs: 20_000, accuracy95M: 30 })
  os.report(fix)
  expect(await session.result).toEqual({ fix, ageMs: 0, samples: 1 })
})

test('GPS-12 a source that gives up is followed by the next, and its positions are kept', async () => {
  const [gpsd, os] = [fakeSource('gpsd'), fakeSource('os-web')]
  const { session, timing, last } = capture([gpsd, os])
  await expect.poll(gpsd.isOpen).toBe(true)
  const [fix] = arriving(timing, 1)
  gpsd.report(fix!, { error: 'DEVICE_LOST', detail: 'unplugged' })
  gpsd.giveUp()
  await expect.poll(os.isOpen).toBe(true)
  await expect.poll(() => last().provider).toBe('os-web')
  expect(last().failed).toEqual([{ provider: 'gpsd', error: 'DEVICE_LOST' }])
  session.useNow()
  expect(await session.result).toEqual({ fix, ageMs: 0, samples: 1 })
})

test('GPS-12 when all sources failed the error is told that tells most', async () => {
  const sources = [
    fakeSource('gpsd', { available: false, error: 'NO_DEVICE', detail: 'no gpsd' }),
    fakeSource('serial', { available: false, error: 'DEVICE_BUSY', detail: 'held by another' }),
    fakeSource('geoclue', { available: false, error: 'UNSUPPORTED', detail: 'no service' }),
  ]
  const { session } = capture(sources)
  expect(await session.result).toEqual({ error: 'DEVICE_BUSY', detail: 'held by another' })
})

test('GPS-12 without any source the error is NO_DEVICE', async () => {
  expect(await capture([]).session.result).toMatchObject({ error: 'NO_DEVICE' })
})

test('GPS-12 a source without a position within its time is TIMEOUT', async () => {
  const source = fakeSource('gpsd')
  const { session, timing } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  timing.advance(20_000)
  expect(await session.result).toEqual({
    error: 'TIMEOUT',
    detail: 'no position within 20 s',
  })
})

test('GPS-12 permission denied ends the source at once', async () => {
  const source = fakeSource('os-web')
  const { session } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  source.report({ error: 'PERMISSION_DENIED', detail: 'denied' })
  source.giveUp()
  expect(await session.result).toEqual({ error: 'PERMISSION_DENIED', detail: 'denied' })
})

test('GPS-13 after 60 seconds the best position is used', async () => {
  const source = fakeSource('gpsd')
  const { session, timing, last } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  const [good, worse] = [{ accuracy95M: 90 }, { accuracy95M: 120 }].map((change) =>
    fixOf({ provider: 'gpsd', hdop: 6, monotonicMs: 0, ...change }),
  )
  source.report(worse!, good!, worse!)
  await expect.poll(() => last().best?.fix).toEqual(good)
  timing.advance(60_000)
  expect(await session.result).toEqual({ fix: good, ageMs: 60_000, samples: 1 })
})

test.each([
  [10_000, 'the accuracy is ± 10000 m'],
  [null, 'the accuracy is unknown'],
])('GPS-12 an accuracy of %s m after 60 seconds is POOR_ACCURACY', async (accuracy95M, detail) => {
  const source = fakeSource('os-web')
  const { session, timing, last } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  const fix = fixOf({ provider: 'os-web', kind: 'os', monotonicMs: 0, accuracy95M })
  source.report(fix)
  await expect.poll(() => last().best?.fix).toEqual(fix)
  timing.advance(60_000)
  const poor = { fix, ageMs: 60_000, samples: 1 }
  expect(await session.result).toEqual({ error: 'POOR_ACCURACY', detail, poor })
})

test('GPS-13 a person may use a position however poor it is', async () => {
  const source = fakeSource('os-web')
  const { session, last } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  const fix = fixOf({ provider: 'os-web', kind: 'os', monotonicMs: 0, accuracy95M: 10_000 })
  source.report(fix)
  await expect.poll(() => last().best?.fix).toEqual(fix)
  session.useNow()
  expect(await session.result).toEqual({ fix, ageMs: 0, samples: 1 })
})

test('GPS-13 without a position there is nothing to use yet', async () => {
  const source = fakeSource('gpsd')
  const { session, timing } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  session.useNow()
  const fixes = arriving(timing, 5)
  source.report(...fixes)
  expect(await session.result).toMatchObject({ samples: 5 })
})

test('GPS-13 who refines goes on until the position is used', async () => {
  const source = fakeSource('gpsd')
  const { session, timing, last } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  session.keepRefining()
  source.report(...arriving(timing, 7))
  await expect.poll(() => last().best?.samples).toBe(5)
  expect(last()).toMatchObject({ isRefining: true, agreeing: 5 })
  expect(source.isOpen()).toBe(true)
  session.useNow()
  expect(await session.result).toMatchObject({ samples: 5 })
})

test('GPS-13 a capture that is cancelled gives nothing and closes everything', async () => {
  const source = fakeSource('gpsd')
  const { session, timing, last, reading } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  source.report(...arriving(timing, 3))
  await expect.poll(() => last().agreeing).toBe(3)
  session.cancel()
  expect(await session.result).toMatchObject({ error: 'CANCELLED' })
  expect(source.isOpen()).toBe(false)
  await reading
})

test('GPS-13 the progress tells every second how old the position is', async () => {
  const source = fakeSource('gpsd')
  const { session, timing, last } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  source.report(fixOf({ provider: 'gpsd', monotonicMs: 0, satellitesUsed: 4 }))
  await expect.poll(() => last().best?.ageMs).toBe(0)
  timing.advance(1000)
  timing.advance(1000)
  await expect.poll(() => last().best?.ageMs).toBe(2000)
  expect(last()).toMatchObject({ elapsedMs: 2000, satellites: 4, hdop: 1.2, provider: 'gpsd' })
  session.cancel()
  await session.result
})

test('GPS-12 a source with a mistake in it is followed by the next', async () => {
  const broken: PositionSource = {
    ...fakeSource('serial'),
    watch: () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('a mistake')) }),
    }),
  }
  const { session } = capture([broken])
  expect(await session.result).toEqual({ error: 'UNSUPPORTED', detail: 'Error: a mistake' })
})

test('GPS-14 a recording that is played is never used without a question', async () => {
  const source = fakeSource('replay')
  const { session, timing, last } = capture([source])
  await expect.poll(source.isOpen).toBe(true)
  source.report(...arriving(timing, 10, { provider: 'replay', quality: 'simulated' }))
  await expect.poll(() => last().best?.samples).toBe(1)
  expect(last().agreeing).toBe(0)
  session.cancel()
  await session.result
})
