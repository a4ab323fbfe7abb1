import { expect, test } from 'vitest'
import { isFix } from '../../core/domain/position/position-report.ts'
import { fakeTiming } from '../testing/fake-source.ts'
import { watching } from '../testing/watching.ts'
import { pushedSource } from './pushed-source.ts'

const startAt = Date.UTC(2026, 10, 30, 10, 15)
const position = { lat: 48.5, lon: 2.25, accuracyM: 35, ageMs: 0 }

function source() {
  const timing = fakeTiming(startAt)
  const pushed = pushedSource(timing)
  const watch = watching(pushed)
  return { timing, pushed, watch }
}

test('GPS-14 what the page pushes is reported', async () => {
  const { pushed, watch } = source()
  const found = watch.next(isFix)
  pushed.push(position)
  expect(await found).toMatchObject({
    ...{ lat: 48.5, accuracy95M: 35, provider: 'os-web', receivedAt: startAt },
  })
})

test('GPS-12 permission denied is the end', async () => {
  const { pushed, watch } = source()
  const rest = watch.rest()
  pushed.push({ error: 'PERMISSION_DENIED' })
  expect(await rest).toMatchObject([{ error: 'PERMISSION_DENIED' }])
})

test('GPS-12 an operating system that does not answer within 20 seconds is TIMEOUT', async () => {
  const { timing, watch } = source()
  const rest = watch.rest()
  timing.advance(20_000)
  expect(await rest).toMatchObject([{ error: 'TIMEOUT' }])
})

test('GPS-12 a remembered position is STALE, and the next may be better', async () => {
  const { pushed, watch } = source()
  const found = watch.next(isFix)
  pushed.push({ ...position, ageMs: 600_000 })
  pushed.push(position)
  expect(await found).toMatchObject({ lat: 48.5 })
})

test('GPS-18 what the page pushes while nobody watches is forgotten', async () => {
  const timing = fakeTiming(startAt)
  const pushed = pushedSource(timing)
  pushed.push(position)
  const rest = watching(pushed).rest()
  timing.advance(20_000)
  expect(await rest).toMatchObject([{ error: 'TIMEOUT' }])
})
