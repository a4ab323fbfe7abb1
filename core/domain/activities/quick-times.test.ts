import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyPreset,
  durationPresets,
  endNow,
  endNowMovingStart,
  matchingPreset,
  moveStart,
  startNow,
  stepDuration,
} from './quick-times.ts'

const refused = { refused: 'E-ACT-END-BEFORE-START' }
const at = (time: string) => Date.parse(`2026-06-01T${time}Z`)
const known = (time: string | null) => (time === null ? null : at(time))
const now = at('10:07:42')

describe('ACT-06 Starts now', () => {
  test('sets the current minute and leaves a missing end', () => {
    expect(startNow({ startAt: null, endAt: null }, now, 30)).toEqual({
      startAt: at('10:07'),
      endAt: null,
    })
  })

  test('keeps an end that is still after the start', () => {
    expect(startNow({ startAt: at('09:00'), endAt: at('10:08') }, now, 30)).toEqual({
      startAt: at('10:07'),
      endAt: at('10:08'),
    })
  })

  test.each([
    ['at the new start', '09:00', '10:07', '11:14'],
    ['before the new start', '09:00', '09:45', '10:52'],
  ])('moves an end %s by the previous duration and says so', (_name, start, end, newEnd) => {
    expect(startNow({ startAt: at(start), endAt: at(end) }, now, 30)).toEqual({
      startAt: at('10:07'),
      endAt: at(newEnd),
      announcement: 'end-moved',
    })
  })

  test.each([
    ['there was no start', null],
    ['the previous end contradicted the start', at('09:50')],
  ])('takes the default duration when %s', (_name, startAt) => {
    expect(startNow({ startAt, endAt: at('09:45') }, now, 15)).toEqual({
      startAt: at('10:07'),
      endAt: at('10:22'),
      announcement: 'end-moved',
    })
  })
})

describe('ACT-06 Ends now', () => {
  test('sets the current minute', () => {
    expect(endNow({ startAt: at('09:30'), endAt: null }, now, 30)).toEqual({
      startAt: at('09:30'),
      endAt: at('10:07'),
    })
  })

  test('replaces a later end', () => {
    expect(endNow({ startAt: at('09:30'), endAt: at('12:00') }, now, 30)).toEqual({
      startAt: at('09:30'),
      endAt: at('10:07'),
    })
  })

  test('derives a missing start from the default duration and says so', () => {
    expect(endNow({ startAt: null, endAt: null }, now, 15)).toEqual({
      startAt: at('09:52'),
      endAt: at('10:07'),
      announcement: 'start-derived',
    })
  })

  test('within the minute of the start ends one minute later', () => {
    expect(endNow({ startAt: at('10:07'), endAt: null }, now, 30)).toEqual({
      startAt: at('10:07'),
      endAt: at('10:08'),
    })
  })

  test.each(['10:07:42', '10:08', '14:00'])('is refused when the start is %s', (start) => {
    expect(endNow({ startAt: at(start), endAt: at('15:00') }, now, 30)).toEqual(refused)
  })

  test.each([
    ['its duration', '15:30', '08:37'],
    ['the default duration without an end', null, '09:37'],
  ])('once refused, the start is moved back by %s', (_name, end, newStart) => {
    const times = { startAt: at('14:00'), endAt: known(end) }
    expect(endNowMovingStart(times, now, 30)).toEqual({
      startAt: at(newStart),
      endAt: at('10:07'),
      announcement: 'start-derived',
    })
  })
})

describe('ACT-06 presets', () => {
  test('ACT-05 are 15, 30, 45 and 60 minutes', () => {
    expect(durationPresets).toEqual([15, 30, 45, 60])
  })

  test.each([
    ['with a start', '09:00', null, '09:00', '09:45'],
    ['with both', '09:00', '12:00', '09:00', '09:45'],
    ['with only an end', null, '12:00', '11:15', '12:00'],
    ['with neither', null, null, '10:07', '10:52'],
    ['with an end that contradicts the start', '09:00', '08:00', '09:00', '09:45'],
  ])('%s', (_name, start, end, newStart, newEnd) => {
    const times = { startAt: known(start), endAt: known(end) }
    expect(applyPreset(times, 45, now)).toEqual({ startAt: at(newStart), endAt: at(newEnd) })
  })

  test('a fraction of a minute still gives a whole instant', () => {
    expect(applyPreset({ startAt: at('09:00'), endAt: null }, 1.00001, now)).toEqual({
      startAt: at('09:00'),
      endAt: at('09:01') + 1,
    })
  })

  test.each([0, -15, NaN])('a duration of %d is refused', (minutes) => {
    expect(applyPreset({ startAt: at('09:00'), endAt: null }, minutes, now)).toEqual(refused)
  })

  test.each([
    ['09:00', '09:15', 15],
    ['09:00', '09:30', 30],
    ['09:00', '09:45', 45],
    ['09:00', '10:00', 60],
    ['09:00', '09:30:01', undefined],
    ['09:00', '09:20', undefined],
    ['09:00', '09:00', undefined],
    ['09:30', '09:00', undefined],
  ])('from %s to %s highlights %s', (start, end, preset) => {
    expect(matchingPreset({ startAt: at(start), endAt: at(end) })).toBe(preset)
  })

  test('nothing is highlighted while an end is missing', () => {
    expect(matchingPreset({ startAt: at('09:00'), endAt: null })).toBeUndefined()
    expect(matchingPreset({ startAt: null, endAt: at('09:00') })).toBeUndefined()
  })
})

describe('ACT-06 steppers', () => {
  test.each([
    ['09:00', '09:30', 15, '09:00', '09:45'],
    ['09:00', '09:30', -5, '09:00', '09:25'],
    ['09:00', null, 15, '09:00', '09:15'],
    [null, '09:30', 5, '09:25', '09:30'],
    [null, null, 15, '10:07', '10:22'],
  ])('%s–%s %i min gives %s–%s', (start, end, step, newStart, newEnd) => {
    const times = {
      startAt: known(start),
      endAt: known(end),
    }
    expect(stepDuration(times, step, now)).toEqual({ startAt: at(newStart), endAt: at(newEnd) })
  })

  test.each([
    ['09:15', -15],
    ['09:10', -15],
    [null, -5],
  ])('shortening 09:00–%s by %i min is refused', (end, step) => {
    const times = { startAt: at('09:00'), endAt: known(end) }
    expect(stepDuration(times, step, now)).toEqual(refused)
  })
})

describe('ACT-07 changing only the start', () => {
  test('keeps the duration and says that the end moved', () => {
    const times = { startAt: at('09:00'), endAt: at('09:40') }
    expect(moveStart(times, at('13:00'))).toEqual({
      startAt: at('13:00'),
      endAt: at('13:40'),
      announcement: 'end-moved',
    })
  })

  test('to the same start says nothing', () => {
    const times = { startAt: at('09:00'), endAt: at('09:40') }
    expect(moveStart(times, at('09:00'))).toEqual(times)
  })

  test.each([
    ['without an end', '09:00', null],
    ['without a start', null, '12:00'],
    ['with an end that contradicts the start', '09:00', '08:00'],
  ])('leaves the end alone %s', (_name, start, end) => {
    const times = {
      startAt: known(start),
      endAt: known(end),
    }
    expect(moveStart(times, at('13:00'))).toEqual({ startAt: at('13:00'), endAt: times.endAt })
  })
})

test('ACT-06 every quick button gives whole instants with the end after the start, or refuses', () => {
  const instant = fc.option(fc.integer({ min: at('00:00'), max: at('23:59') }), { nil: null })
  const times = fc.record({ startAt: instant, endAt: instant })
  type Times = Parameters<typeof startNow>[0]
  const press = [
    (all: Times) => startNow(all, now, 30),
    (all: Times) => endNow(all, now, 30),
    (all: Times) => endNowMovingStart(all, now, 30),
    (all: Times) => applyPreset(all, 45, now),
    (all: Times) => stepDuration(all, 5, now),
    (all: Times) => stepDuration(all, -15, now),
  ]
  fc.assert(
    fc.property(times, fc.constantFrom(...press), (before, button) => {
      const after = button(before)
      if ('refused' in after) return
      expect(Number.isInteger(after.startAt)).toBe(true)
      if (after.endAt === null) expect(before.endAt).toBeNull()
      else expect(after.endAt).toBeGreaterThan(after.startAt ?? Infinity)
    }),
    { seed: 20260601, numRuns: 2000 },
  )
})
