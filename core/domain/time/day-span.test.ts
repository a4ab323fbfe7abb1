import { expect, test } from 'vitest'
import { daysCovered, daySpan } from './day-span.ts'

const local = (text: string) => Date.parse(`${text}+02:00`)

test.each([
  ['within a day', '2026-06-01T10:00', '2026-06-01T11:00', 0],
  ['ending at midnight', '2026-06-01T23:30', '2026-06-02T00:00', 0],
  ['one minute past midnight', '2026-06-01T23:30', '2026-06-02T00:01', 1],
  ['starting at midnight', '2026-06-02T00:00', '2026-06-02T01:00', 0],
  ['zero length at midnight', '2026-06-02T00:00', '2026-06-02T00:00', 0],
  ['two nights', '2026-06-01T10:00', '2026-06-03T10:00', 2],
  ['over a month end', '2026-06-30T10:00', '2026-08-01T10:00', 32],
  ['end before start', '2026-06-02T10:00', '2026-06-01T10:00', 0],
  ['no end', '2026-06-01T10:00', null, 0],
])('ACT-15 an activity %s spans %s–%s: + %i days', (_name, start, end, days) => {
  expect(daySpan(local(start), end === null ? null : local(end), 'Europe/Paris')).toBe(days)
})

test('ACT-15 each day is listed once, in the viewer’s zone', () => {
  const [startAt, endAt] = [local('2026-06-01T23:30'), local('2026-06-03T00:00')]
  expect(daysCovered(startAt, endAt, 'Europe/Paris')).toEqual(['2026-06-01', '2026-06-02'])
  expect(daysCovered(startAt, endAt, 'Asia/Tokyo')).toEqual(['2026-06-02', '2026-06-03'])
})
