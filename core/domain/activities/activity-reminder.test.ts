import { expect, test } from 'vitest'
import { dayMs, minuteMs } from '../time/instant.ts'
import { remindedAt } from './activity-reminder.ts'

const startAt = Date.UTC(2026, 10, 24, 9)
const planned = { status: 'planned', startAt, createdAt: startAt - dayMs } as const

test('TYP-07 a planned activity is announced the minutes of its type before its start', () => {
  expect(remindedAt(planned, 15)).toBe(startAt - 15 * minuteMs)
  expect(remindedAt(planned, 0)).toBe(startAt)
})

test('TYP-07 without a reminder of the type there is none', () => {
  expect(remindedAt(planned, null)).toBeNull()
})

test.each(['draft', 'in_progress', 'done', 'cancelled'] as const)(
  'TYP-07 an activity that is %s is not announced',
  (status) => {
    expect(remindedAt({ ...planned, status }, 15)).toBeNull()
  },
)

test('CAL-05 a reminder that was in the past when the activity was planned is none', () => {
  const at = startAt - 15 * minuteMs
  expect(remindedAt({ ...planned, createdAt: at }, 15)).toBeNull()
  expect(remindedAt({ ...planned, createdAt: at - 1 }, 15)).toBe(at)
})
