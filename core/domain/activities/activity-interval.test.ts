import { expect, test } from 'vitest'
import { activityDuration, effectiveEndAt, usableDurationMs } from './activity-interval.ts'

const minute = 60_000

test.each([
  ['half an hour', 0, 30 * minute, { kind: 'known', minutes: 30 }],
  ['no end', 0, null, { kind: 'unknown' }],
  ['no start', null, minute, { kind: 'unknown' }],
  ['an end before the start', 2 * minute, minute, { kind: 'to_correct' }],
  ['equal ends', minute, minute, { kind: 'to_correct' }],
])('SYN-05 the duration with %s', (_name, startAt, endAt, expected) => {
  expect(activityDuration({ startAt, endAt })).toEqual(expected)
})

test('SYN-05 equal ends are in order for an instant type, an end before the start is not', () => {
  expect(activityDuration({ startAt: minute, endAt: minute }, true)).toEqual({
    kind: 'known',
    minutes: 0,
  })
  expect(activityDuration({ startAt: minute, endAt: 0 }, true)).toEqual({ kind: 'to_correct' })
})

test.each([
  [1000, 5000, 5000],
  [1000, null, 1000],
  [5000, 1000, 5000],
  [null, 1000, null],
  [null, null, null],
])('SYN-05 from %s to %s is over at %s', (startAt, endAt, expected) => {
  expect(effectiveEndAt({ startAt, endAt })).toBe(expected)
})

test.each([
  [1000, 5000, 4000],
  [5000, 1000, 0],
  [5000, 5000, 0],
  [null, 5000, 0],
  [5000, null, 0],
])('SYN-05 from %s to %s lends %i ms', (startAt, endAt, expected) => {
  expect(usableDurationMs({ startAt, endAt })).toBe(expected)
})
