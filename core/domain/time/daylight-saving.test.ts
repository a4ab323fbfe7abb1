import { describe, expect, test } from 'vitest'
import { applyPreset, moveStart, stepDuration } from '../activities/quick-times.ts'
import { dayBounds } from './date-range.ts'
import { daysCovered, daySpan } from './day-span.ts'
import { monthKey } from './month-key.ts'
import { isRepeatedHour, resolveWallTime, toWallTime } from './wall-time.ts'

// Europe/Paris skips 02:00–03:00 on 29 March 2026 and repeats it on 25 October 2026; Tokyo and
// Abidjan keep one offset all year. Expectations are written with their offset, never computed.
const paris = 'Europe/Paris'
const tokyo = 'Asia/Tokyo'
const abidjan = 'Africa/Abidjan'
const instant = (text: string) => Date.parse(text)
const shown = (at: number, tz: string) => {
  const { date, time, offset } = toWallTime(at, tz)
  return `${date}T${time}${offset}`
}

describe('ACT-06 presets add elapsed minutes', () => {
  test.each([
    [paris, '2026-03-29T01:45+01:00', 15, '2026-03-29T03:00+02:00'],
    [paris, '2026-03-29T01:45+01:00', 30, '2026-03-29T03:15+02:00'],
    [paris, '2026-03-29T01:45+01:00', 45, '2026-03-29T03:30+02:00'],
    [paris, '2026-03-29T01:45+01:00', 60, '2026-03-29T03:45+02:00'],
    [paris, '2026-03-29T01:30+01:00', 15, '2026-03-29T01:45+01:00'],
    [paris, '2026-03-28T23:45+01:00', 60, '2026-03-29T00:45+01:00'],
    [paris, '2026-10-25T01:45+02:00', 15, '2026-10-25T02:00+02:00'],
    [paris, '2026-10-25T02:45+02:00', 15, '2026-10-25T02:00+01:00'],
    [paris, '2026-10-25T02:30+02:00', 60, '2026-10-25T02:30+01:00'],
    [paris, '2026-10-25T02:30+01:00', 60, '2026-10-25T03:30+01:00'],
    [tokyo, '2026-03-29T01:45+09:00', 60, '2026-03-29T02:45+09:00'],
    [tokyo, '2026-10-25T01:45+09:00', 60, '2026-10-25T02:45+09:00'],
    [abidjan, '2026-03-29T01:45+00:00', 60, '2026-03-29T02:45+00:00'],
  ])('%s: %s + %i min = %s', (tz, start, minutes, end) => {
    const startAt = instant(start)
    expect(applyPreset({ startAt, endAt: null }, minutes, 0)).toEqual({
      startAt,
      endAt: instant(end),
    })
    expect(shown(instant(end), tz)).toBe(end)
  })

  test.each([
    [paris, '2026-03-29T03:15+02:00', 30, '2026-03-29T01:45+01:00'],
    [paris, '2026-10-25T02:15+01:00', 30, '2026-10-25T02:45+02:00'],
    [tokyo, '2026-03-29T03:15+09:00', 30, '2026-03-29T02:45+09:00'],
  ])('%s: with only the end %s known, − %i min = %s', (tz, end, minutes, start) => {
    const endAt = instant(end)
    expect(applyPreset({ startAt: null, endAt }, minutes, 0)).toEqual({
      startAt: instant(start),
      endAt,
    })
    expect(shown(instant(start), tz)).toBe(start)
  })

  test.each([
    ['+ 15', '2026-03-29T01:30+01:00', '2026-03-29T01:45+01:00', 15, '2026-03-29T03:00+02:00'],
    ['− 15', '2026-03-29T01:30+01:00', '2026-03-29T03:15+02:00', -15, '2026-03-29T03:00+02:00'],
    ['+ 5', '2026-10-25T02:00+02:00', '2026-10-25T02:55+02:00', 5, '2026-10-25T02:00+01:00'],
    ['− 5', '2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00', -5, '2026-10-25T02:55+02:00'],
  ])('stepper %s min: %s–%s', (_name, start, end, step, newEnd) => {
    const startAt = instant(start)
    expect(stepDuration({ startAt, endAt: instant(end) }, step, 0)).toEqual({
      startAt,
      endAt: instant(newEnd),
    })
  })
})

test.each([
  ['2026-03-29T01:00+01:00', '2026-03-29T01:30+01:00', '2026-03-29T03:30+02:00'],
  ['2026-10-25T01:30+02:00', '2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00'],
])('ACT-07 the start moved from %s to %s keeps the elapsed hour', (start, newStart, newEnd) => {
  const startAt = instant(start)
  const moved = moveStart({ startAt, endAt: startAt + 60 * 60_000 }, instant(newStart))
  expect(moved).toEqual({
    startAt: instant(newStart),
    endAt: instant(newEnd),
    announcement: 'end-moved',
  })
})

describe('ACT-16 a typed wall time becomes an instant', () => {
  test.each([
    [paris, '2026-03-29', '01:59', '2026-03-29T01:59+01:00'],
    [paris, '2026-03-29', '03:00', '2026-03-29T03:00+02:00'],
    [paris, '2026-03-29', '00:00', '2026-03-29T00:00+01:00'],
    [paris, '2026-10-25', '01:59', '2026-10-25T01:59+02:00'],
    [paris, '2026-10-25', '03:00', '2026-10-25T03:00+01:00'],
    [paris, '2026-03-28', '02:30', '2026-03-28T02:30+01:00'],
    [paris, '2026-10-26', '02:30', '2026-10-26T02:30+01:00'],
    [tokyo, '2026-03-29', '02:30', '2026-03-29T02:30+09:00'],
    [tokyo, '2026-10-25', '02:30', '2026-10-25T02:30+09:00'],
    [abidjan, '2026-03-29', '02:30', '2026-03-29T02:30+00:00'],
    [abidjan, '2026-10-25', '02:30', '2026-10-25T02:30+00:00'],
    ['Europe/Lisbon', '2026-03-29', '00:59', '2026-03-29T00:59+00:00'],
    ['Europe/Lisbon', '2026-03-29', '02:30', '2026-03-29T02:30+01:00'],
  ])('%s %s %s is exact', (tz, date, time, expected) => {
    const at = instant(expected)
    expect(resolveWallTime({ date, time }, tz)).toEqual({ kind: 'exact', at })
    expect(shown(at, tz)).toBe(expected)
    expect(isRepeatedHour(at, tz)).toBe(false)
  })

  test.each([
    [paris, '2026-03-29', '02:00', '2026-03-29', '03:00', '2026-03-29T03:00+02:00'],
    [paris, '2026-03-29', '02:30', '2026-03-29', '03:30', '2026-03-29T03:30+02:00'],
    [paris, '2026-03-29', '02:59', '2026-03-29', '03:59', '2026-03-29T03:59+02:00'],
    ['Europe/Lisbon', '2026-03-29', '01:30', '2026-03-29', '02:30', '2026-03-29T02:30+01:00'],
    ['Africa/Cairo', '2026-04-24', '00:15', '2026-04-24', '01:15', '2026-04-24T01:15+03:00'],
    ['America/Nuuk', '2026-03-28', '23:30', '2026-03-29', '00:30', '2026-03-29T00:30-01:00'],
  ])('%s %s %s does not exist, %s %s is offered', (tz, date, time, newDate, newTime, proposed) => {
    expect(resolveWallTime({ date, time }, tz)).toEqual({
      kind: 'nonexistent',
      proposedAt: instant(proposed),
      proposedDate: newDate,
      proposedTime: newTime,
    })
  })

  test.each([
    [paris, '2026-10-25', '02:00', '2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00'],
    [paris, '2026-10-25', '02:30', '2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00'],
    [paris, '2026-10-25', '02:59', '2026-10-25T02:59+02:00', '2026-10-25T02:59+01:00'],
    ['Europe/Lisbon', '2026-10-25', '01:30', '2026-10-25T01:30+01:00', '2026-10-25T01:30+00:00'],
  ])('%s %s %s happens twice', (tz, date, time, first, second) => {
    const [firstAt, secondAt] = [instant(first), instant(second)]
    const local = { date, time }
    expect(resolveWallTime(local, tz)).toEqual({ kind: 'ambiguous', firstAt, secondAt })
    expect(resolveWallTime(local, tz, 'first')).toEqual({ kind: 'exact', at: firstAt })
    expect(resolveWallTime(local, tz, 'second')).toEqual({ kind: 'exact', at: secondAt })
    expect([shown(firstAt, tz), shown(secondAt, tz)]).toEqual([first, second])
    expect([isRepeatedHour(firstAt, tz), isRepeatedHour(secondAt, tz)]).toEqual([true, true])
  })

  test('the chosen pass changes nothing where the hour happens once or never', () => {
    const at = instant('2026-03-29T09:00+02:00')
    expect(resolveWallTime({ date: '2026-03-29', time: '09:00' }, paris, 'second')).toEqual({
      kind: 'exact',
      at,
    })
    expect(resolveWallTime({ date: '2026-03-29', time: '02:30' }, paris, 'second').kind).toBe(
      'nonexistent',
    )
  })
})

describe('TL-09 the days of a range have their real length', () => {
  test.each([
    [paris, '2026-03-29', 23, '2026-03-29T00:00+01:00'],
    [paris, '2026-10-25', 25, '2026-10-25T00:00+02:00'],
    [paris, '2026-03-30', 24, '2026-03-30T00:00+02:00'],
    [tokyo, '2026-03-29', 24, '2026-03-29T00:00+09:00'],
    [tokyo, '2026-10-25', 24, '2026-10-25T00:00+09:00'],
    [abidjan, '2026-10-25', 24, '2026-10-25T00:00+00:00'],
    ['Africa/Cairo', '2026-04-24', 23, '2026-04-24T01:00+03:00'],
  ])('%s %s lasts %i h', (tz, day, hours, start) => {
    const fromAt = instant(start)
    expect(dayBounds({ from: day, to: day }, tz)).toEqual({
      fromAt,
      toAt: fromAt + hours * 3_600_000,
    })
  })
})

describe('ACT-15 days of an activity around a change', () => {
  test.each([
    [paris, '2026-03-28T23:30+01:00', '2026-03-29T03:30+02:00', ['2026-03-28', '2026-03-29']],
    [paris, '2026-03-29T22:30+02:00', '2026-03-30T00:00+02:00', ['2026-03-29']],
    [paris, '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00', ['2026-10-25']],
    [paris, '2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00', ['2026-10-25']],
    [tokyo, '2026-03-28T23:30+09:00', '2026-03-29T00:30+09:00', ['2026-03-28', '2026-03-29']],
  ])('%s: %s–%s', (tz, start, end, days) => {
    expect(daysCovered(instant(start), instant(end), tz)).toEqual(days)
    expect(daySpan(instant(start), instant(end), tz)).toBe(days.length - 1)
  })
})

test.each([
  [paris, '2026-03-31T22:30+00:00', '2026-04'],
  [paris, '2026-10-31T22:30+00:00', '2026-10'],
  [paris, '2026-10-31T23:00+00:00', '2026-11'],
  [tokyo, '2026-03-31T14:59+00:00', '2026-03'],
  [tokyo, '2026-03-31T15:00+00:00', '2026-04'],
])('TL-06 in %s %s is under %s', (tz, at, month) => {
  expect(monthKey(instant(at), tz)).toBe(month)
})
