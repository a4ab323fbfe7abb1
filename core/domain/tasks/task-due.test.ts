import { expect, test } from 'vitest'
import { dueBy, isTaskOverdue } from './task-due.ts'

const minute = 60_000

/** The first moment at which a task due on `day` is overdue in `tz`. */
const overdueFrom = (day: string, tz: string): string =>
  new Date(dueBy({ day }, tz) + 1).toISOString()

test.each([
  ['an ordinary day', '2026-11-27', 'Europe/Paris', '2026-11-27T23:00:00.000Z'],
  ['a day of 23 hours', '2026-03-29', 'Europe/Paris', '2026-03-29T22:00:00.000Z'],
  ['a day of 25 hours', '2026-10-25', 'Europe/Paris', '2026-10-25T23:00:00.000Z'],
  ['a day before one without midnight', '2026-04-23', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  [
    'a day that has midnight twice after it',
    '2026-04-04',
    'America/Santiago',
    '2026-04-05T04:00:00.000Z',
  ],
  ['a day before one that was left out', '2011-12-29', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
])('TSK-03 without a time a task is due to the end of %s', (_, day, tz, from) => {
  expect(overdueFrom(day, tz)).toBe(from)
})

test('TSK-03 in a zone that is unknown here the day ends in UTC', () => {
  expect(overdueFrom('2026-11-27', 'Mars/Olympus')).toBe('2026-11-28T00:00:00.000Z')
})

test('TSK-03 the day ends where the assignee is', () => {
  const task = { status: 'open', due: { day: '2026-11-27' } } as const
  const inParis = Date.UTC(2026, 10, 27, 23, 30)
  expect(isTaskOverdue(task, inParis, 'Europe/Paris')).toBe(true)
  expect(isTaskOverdue(task, inParis, 'America/Montreal')).toBe(false)
  expect(isTaskOverdue(task, Date.UTC(2026, 10, 28, 5), 'America/Montreal')).toBe(true)
})

test('TSK-03 with a time a task is overdue after it, wherever one is', () => {
  const at = Date.UTC(2026, 10, 27, 14)
  const task = { status: 'open', due: { at } } as const
  expect(isTaskOverdue(task, at, 'Asia/Tokyo')).toBe(false)
  expect(isTaskOverdue(task, at + minute, 'Asia/Tokyo')).toBe(true)
})

test('TSK-03 a done task and one without due date are never overdue', () => {
  const later = Date.UTC(2027, 0, 1)
  const due = { day: '2026-11-27' }
  expect(isTaskOverdue({ status: 'done', due }, later, 'Europe/Paris')).toBe(false)
  expect(isTaskOverdue({ status: 'open', due: null }, later, 'Europe/Paris')).toBe(false)
})
