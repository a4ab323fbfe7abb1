import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isFix } from '../../core/domain/position/position-report.ts'
import { describeWith } from '../testing/describe-with.ts'
import { fakeTiming } from '../testing/fake-source.ts'
import {
  type GeoclueBehaviour,
  geocluePrograms,
  mockBus,
  type MockPosition,
} from '../testing/geoclue.ts'
import { temporaryFolder } from '../testing/test-backend.ts'
import { isProblem, watching } from '../testing/watching.ts'
import { CaptureSession } from './capture-session.ts'
import { geoclueSource } from './geoclue-source.ts'
import { machineTiming, type Timing } from './timing.ts'

const desktopId = 'wiseparts'
const { signal } = new AbortController()

function sourceAt(busAddress: string, timing: Timing = machineTiming) {
  return geoclueSource({ busAddress, desktopId, limitMs: 300, timing })
}

describeWith(geocluePrograms, 'GeoClue', () => {
  async function bus() {
    const started = await mockBus()
    onTestFinished(() => started.close())
    return started
  }

  async function geoclue(behaviour: GeoclueBehaviour, position?: Partial<MockPosition>) {
    const started = await bus()
    const mock = await started.geoclue(behaviour, position)
    return { mock, address: started.address, source: sourceAt(started.address) }
  }

  test('GPS-14 gives the position of the operating system', async () => {
    const { source } = await geoclue('answer')
    expect(await source.probe(signal)).toEqual({ available: true, detail: 'GeoClue can be asked' })
    expect(await watching(source).next(isFix)).toMatchObject({
      ...{ lat: 48.5, lon: 2.25, accuracy95M: 25, kind: 'os', provider: 'geoclue' },
    })
  })

  test('GPS-13 a capture by it ends by itself if it is good enough', async () => {
    const { source } = await geoclue('answer')
    const timing = machineTiming
    const options = { sources: [source], autoAcceptM: 50, maxAccuracyM: 150, timing }
    expect(await new CaptureSession(options).result).toMatchObject({
      ...{ samples: 1, fix: { lat: 48.5, provider: 'geoclue' } },
    })
  })

  test.each([
    [0, 10],
    [10_000, 10_000],
  ])('GPS-12 an accuracy of %i m is taken for %i m', async (accuracyM, accuracy95M) => {
    const { source } = await geoclue('answer', { accuracyM })
    expect(await watching(source).next(isFix)).toMatchObject({ accuracy95M })
  })

  test('GPS-12 a position that it remembers is STALE', async () => {
    const { source } = await geoclue('answer', { ageS: 3600 })
    expect(await watching(source).next(isProblem)).toMatchObject({ error: 'STALE' })
  })

  test('GPS-12 that refuses is PERMISSION_DENIED', async () => {
    const { source } = await geoclue('deny')
    expect(await watching(source).rest()).toMatchObject([{ error: 'PERMISSION_DENIED' }])
  })

  test('GPS-12 that never answers, for want of an agent, is UNSUPPORTED', async () => {
    const { source } = await geoclue('hang')
    expect(await watching(source).rest()).toEqual([
      { error: 'UNSUPPORTED', detail: 'GeoClue does not answer: it has no agent' },
    ])
  })

  test('GPS-12 that finds no position within 20 seconds is TIMEOUT', async () => {
    const { address } = await geoclue('quiet')
    const timing = fakeTiming(Date.UTC(2026, 10, 30, 10, 15))
    const rest = watching(sourceAt(address, timing)).rest()
    await expect.poll(timing.delays).toEqual([20_000])
    timing.advance(20_000)
    expect(await rest).toMatchObject([{ error: 'TIMEOUT' }])
  })

  test('GPS-12 that crashes is DEVICE_LOST', async () => {
    const { mock, source } = await geoclue('answer')
    const watch = watching(source)
    await watch.next(isFix)
    await mock.kill()
    expect(await watch.rest()).toMatchObject([{ error: 'DEVICE_LOST' }])
  })

  test('GPS-12 that is not installed is UNSUPPORTED', async () => {
    const source = sourceAt((await bus()).address)
    expect(await source.probe(signal)).toEqual({
      ...{ available: false, error: 'UNSUPPORTED', detail: 'GeoClue is not installed' },
    })
    expect(await watching(source).rest()).toMatchObject([{ error: 'UNSUPPORTED' }])
  })
})

test('GPS-12 a machine without a system bus is UNSUPPORTED', async () => {
  const source = sourceAt(`unix:path=${join(temporaryFolder(), 'none')}`)
  expect(await source.probe(signal)).toMatchObject({ available: false, error: 'UNSUPPORTED' })
  expect(await watching(source).rest()).toMatchObject([{ error: 'UNSUPPORTED' }])
})
