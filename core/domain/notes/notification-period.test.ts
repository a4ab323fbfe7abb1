import { expect, test } from 'vitest'
import { notifiedFrom, seenKeptFrom } from './notification-period.ts'

const day = 24 * 3_600_000
const now = Date.UTC(2026, 10, 24)

test.each([
  ['an old hand hears of the last 90 days', now - 400 * day, now - 90 * day],
  ['a newcomer hears of 30 days before joining', now - 10 * day, now - 40 * day],
  ['somebody unknown hears of the last 90 days', 0, now - 90 * day],
])('NOT-03 %s', (_, joinedAt, from) => {
  expect(notifiedFrom(now, joinedAt)).toBe(from)
})

test('NOT-03 what was seen is kept at least as long as it may be asked for', () => {
  expect(seenKeptFrom(now)).toBeLessThanOrEqual(notifiedFrom(now, 0))
})
