import { expect, test } from 'vitest'
import { statusForTimes } from './status-for-times.ts'

const now = 1_000_000

test.each([
  ['no start', null, null, false, 'draft'],
  ['no start, planned type', null, now, true, 'draft'],
  ['ahead', now + 1, now + 2, false, 'planned'],
  ['starting now', now, now + 1, false, 'in_progress'],
  ['running without an end', now - 1, null, false, 'in_progress'],
  ['ending now', now - 1, now, false, 'done'],
  ['over', now - 2, now - 1, false, 'done'],
  ['over, planned type', now - 2, now - 1, true, 'planned'],
  ['ahead, planned type', now + 1, now + 2, true, 'planned'],
])('ACT-12 %s', (_name, startAt, endAt, isPlannedType, expected) => {
  expect(statusForTimes({ startAt, endAt }, isPlannedType, now)).toBe(expected)
})
