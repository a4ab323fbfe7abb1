import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayBounds, overlaps, validateDateRange } from './date-range.ts'

const paris = 'Europe/Paris'
const local = (text: string) => Date.parse(`${text}+02:00`)
const day = (date: string) => dayBounds({ from: date, to: date }, paris)

test('TL-09 an end before the start is refused and names both', () => {
  expect(() => {
    validateDateRange({ from: '2026-06-02', to: '2026-06-01' })
  }).toThrow(
    expect.objectContaining({
      code: 'E-FLT-RANGE',
      details: { from: '2026-06-02', to: '2026-06-01' },
    }),
  )
})

test.each([
  [{ from: '2026-06-01', to: '2026-06-01' }],
  [{ from: '2026-06-01' }],
  [{ to: '2026-06-01' }],
  [{}],
])('TL-09 the range %o is accepted', (range) => {
  expect(() => {
    validateDateRange(range)
  }).not.toThrow()
})

test.each([[{ from: '2026-02-30' }], [{ to: '01/06/2026' }], [{ from: '' }]])(
  'TL-09 the range %o is not made of days',
  (range) => {
    const refusal: unknown = expect.objectContaining({ code: 'E-TIME-INVALID' })
    expect(() => {
      validateDateRange(range)
    }).toThrow(refusal)
    expect(() => dayBounds(range, paris)).toThrow(refusal)
  },
)

test('TL-09 bounds are the local midnights, the last one exclusive, and open sides stay open', () => {
  expect(dayBounds({ from: '2026-06-01', to: '2026-06-30' }, paris)).toEqual({
    fromAt: local('2026-06-01T00:00'),
    toAt: local('2026-07-01T00:00'),
  })
  expect(dayBounds({ from: '2026-06-01' }, paris)).toEqual({ fromAt: local('2026-06-01T00:00') })
  expect(dayBounds({ to: '2026-06-01' }, paris)).toEqual({ toAt: local('2026-06-02T00:00') })
  expect(dayBounds({}, paris)).toEqual({})
})

describe('TL-09 overlap with a day', () => {
  test.each([
    ['across midnight', '2026-06-01T23:30', '2026-06-02T00:30', [false, true, true, false]],
    ['ending at midnight', '2026-06-01T23:30', '2026-06-02T00:00', [false, true, false, false]],
    ['no end, at midnight', '2026-06-02T00:00', null, [false, false, true, false]],
    [
      'zero length at midnight',
      '2026-06-02T00:00',
      '2026-06-02T00:00',
      [false, false, true, false],
    ],
    ['end before start', '2026-06-02T10:00', '2026-06-01T10:00', [false, false, true, false]],
    ['three days', '2026-05-31T12:00', '2026-06-02T12:00', [true, true, true, false]],
    ['no end', '2026-06-01T12:00', null, [false, true, false, false]],
  ])('%s', (_name, start, end, expected) => {
    const days = ['2026-05-31', '2026-06-01', '2026-06-02', '2026-06-03']
    const endAt = end === null ? null : local(end)
    expect(days.map((date) => overlaps(local(start), endAt, day(date)))).toEqual(expected)
  })

  test('an activity without a start only matches when no side is set', () => {
    expect(overlaps(null, null, {})).toBe(true)
    expect(overlaps(null, local('2026-06-01T10:00'), day('2026-06-01'))).toBe(false)
    expect(overlaps(null, null, { fromAt: 0 })).toBe(false)
    expect(overlaps(null, null, { toAt: 0 })).toBe(false)
  })

  test('open sides reach as far as the data', () => {
    const [startAt, endAt] = [local('2026-06-01T10:00'), local('2026-06-01T11:00')]
    expect(overlaps(startAt, endAt, dayBounds({ from: '2026-06-01' }, paris))).toBe(true)
    expect(overlaps(startAt, endAt, dayBounds({ from: '2026-06-02' }, paris))).toBe(false)
    expect(overlaps(startAt, endAt, dayBounds({ to: '2026-06-01' }, paris))).toBe(true)
    expect(overlaps(startAt, endAt, dayBounds({ to: '2026-05-31' }, paris))).toBe(false)
  })

  test('an activity matches a range exactly when it holds one of its minutes', () => {
    const minute = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(
        minute,
        minute,
        minute,
        fc.integer({ min: 1, max: 60 }),
        (start, length, from, width) => {
          const inRange = (at: number) => at >= from && at < from + width
          const minutes = Array.from({ length: Math.max(length, 1) }, (_, index) => start + index)
          expect(overlaps(start, start + length, { fromAt: from, toAt: from + width })).toBe(
            minutes.some(inRange),
          )
        },
      ),
      { seed: 9, numRuns: 2000 },
    )
  })
})
