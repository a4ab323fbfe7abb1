import { expect, test } from 'vitest'
import { sinceWord } from './since-wording.ts'

/** Tuesday 24 November 2026, 10:00 in Paris. */
const now = Date.UTC(2026, 10, 24, 9, 0)
const word = (iso: string): string => sinceWord(Date.parse(iso), now, 'Europe/Paris')

test('TL-19 the last visit is named by time, weekday or date, in the zone of the viewer', () => {
  expect(word('2026-11-24T00:05:00+01:00')).toBe('today')
  expect(word('2026-11-23T23:55:00+01:00')).toBe('yesterday')
  expect(word('2026-11-22T12:00:00+01:00')).toBe('weekday')
  expect(word('2026-11-18T00:05:00+01:00')).toBe('weekday')
  expect(word('2026-11-17T23:55:00+01:00')).toBe('day')
})

test('TL-19 a clock that was set back names no day of the future', () => {
  expect(word('2026-11-25T12:00:00+01:00')).toBe('today')
})
