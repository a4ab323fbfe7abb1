import { expect, test } from 'vitest'
import { minuteMs } from '../time/instant.ts'
import { plannedDeviation } from './planned-deviation.ts'

const [plannedStartAt, plannedEndAt] = [Date.UTC(2026, 10, 24, 9), Date.UTC(2026, 10, 24, 9, 30)]
const plan = { plannedStartAt, plannedEndAt }
const actual = (startMin: number, endMin: number | null) => ({
  startAt: plannedStartAt + startMin * minuteMs,
  endAt: endMin === null ? null : plannedEndAt + endMin * minuteMs,
})

test.each([
  [12, 20, { startMin: 12, endMin: 20 }],
  [-5, -10, { startMin: -5, endMin: -10 }],
  [0, 0, { startMin: 0, endMin: 0 }],
  [12, null, { startMin: 12, endMin: null }],
])('ACT-13 done %d minutes after its planned start, %s after its end', (start, end, expected) => {
  expect(plannedDeviation({ ...plan, ...actual(start, end), status: 'done' })).toEqual(expected)
})

test('ACT-13 the end of what is under way is still the planned one', () => {
  expect(plannedDeviation({ ...plan, ...actual(12, 0), status: 'in_progress' })).toEqual({
    ...{ startMin: 12, endMin: null },
  })
})

test.each(['draft', 'planned', 'cancelled'] as const)(
  'ACT-13 what is %s has nothing to compare',
  (status) => {
    expect(plannedDeviation({ ...plan, ...actual(12, 12), status })).toEqual({
      ...{ startMin: null, endMin: null },
    })
  },
)

test('ACT-13 what was never planned has no deviation', () => {
  const unplanned = { plannedStartAt: null, plannedEndAt: null }
  expect(plannedDeviation({ ...unplanned, ...actual(0, 0), status: 'done' })).toEqual({
    ...{ startMin: null, endMin: null },
  })
})
