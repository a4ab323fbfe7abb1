import { expect, test } from 'vitest'
import { verificationWindow } from './verification-window.ts'

const minute = 60_000
const startAt = Date.UTC(2026, 10, 24, 9)

test('GPS-05 the window begins before the start and ends after the end', () => {
  const times = { startAt, endAt: startAt + 45 * minute, defaultDurationMin: 30 }
  expect(verificationWindow(times, 60)).toEqual({
    from: startAt - 60 * minute,
    to: startAt + 105 * minute,
  })
})

test('GPS-05 without an end the default duration of the type counts', () => {
  expect(verificationWindow({ startAt, endAt: null, defaultDurationMin: 30 }, 60)).toEqual({
    from: startAt - 60 * minute,
    to: startAt + 90 * minute,
  })
})

test('GPS-05 with a window of 0 minutes it is the visit itself', () => {
  const times = { startAt, endAt: startAt + minute, defaultDurationMin: 30 }
  expect(verificationWindow(times, 0)).toEqual({ from: startAt, to: startAt + minute })
})

test('GPS-05 an end before the start, which a merge can bring, leaves the start', () => {
  const times = { startAt, endAt: startAt - 90 * minute, defaultDurationMin: 30 }
  expect(verificationWindow(times, 10)).toEqual({
    from: startAt - 10 * minute,
    to: startAt + 10 * minute,
  })
})

test('GPS-05 without a start there is none', () => {
  expect(verificationWindow({ startAt: null, endAt: null, defaultDurationMin: 30 }, 60)).toBeNull()
})
