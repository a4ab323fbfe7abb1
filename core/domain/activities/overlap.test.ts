import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BookedActivity, findOverlaps, overlaps } from './overlap.ts'

const at = (time: string) => Date.parse(`2026-06-01T${time}Z`)
const times = (start: string, end: string | null) => ({
  startAt: at(start),
  endAt: end === null ? null : at(end),
})

test.each([
  ['one minute shared', '10:00', '10:31', '10:30', '11:00', true],
  ['touching ends', '10:00', '10:30', '10:30', '11:00', false],
  ['apart', '10:00', '10:30', '10:45', '11:00', false],
  ['one inside the other', '10:00', '12:00', '10:30', '11:00', true],
  ['the same times', '10:00', '10:30', '10:00', '10:30', true],
  ['no end, within', '10:00', '11:00', '10:30', null, true],
  ['no end, at the start', '10:00', '11:00', '10:00', null, true],
  ['no end, at the end', '10:00', '11:00', '11:00', null, false],
  ['no end, before', '10:00', '11:00', '09:59', null, false],
  ['two without an end, same start', '10:00', null, '10:00', null, true],
  ['two without an end, apart', '10:00', null, '10:01', null, false],
  ['an end that contradicts the start', '10:00', '11:00', '12:00', '10:30', false],
])('ACT-14 %s', (_name, start, end, otherStart, otherEnd, expected) => {
  const [a, b] = [times(start, end), times(otherStart, otherEnd)]
  expect(overlaps(a, b)).toBe(expected)
  expect(overlaps(b, a)).toBe(expected)
})

test('ACT-14 an activity without a start overlaps nothing', () => {
  const undated = { startAt: null, endAt: at('10:30') }
  expect(overlaps(undated, times('10:00', '11:00'))).toBe(false)
  expect(overlaps(times('10:00', '11:00'), undated)).toBe(false)
  expect(overlaps(undated, undated)).toBe(false)
})

test('ACT-14 two activities overlap exactly when they share a minute', () => {
  const span = fc.record({ startAt: fc.nat(30), length: fc.integer({ min: 1, max: 10 }) })
  fc.assert(
    fc.property(span, span, (a, b) => {
      const minutes = Array.from({ length: a.length }, (_, index) => a.startAt + index)
      expect(
        overlaps(
          { startAt: a.startAt, endAt: a.startAt + a.length },
          { startAt: b.startAt, endAt: b.startAt + b.length },
        ),
      ).toBe(minutes.some((minute) => minute >= b.startAt && minute < b.startAt + b.length))
    }),
    { seed: 14, numRuns: 1000 },
  )
})

describe('ACT-14 the activities to list', () => {
  const base: BookedActivity = {
    id: 'a',
    assigneeId: 'paul',
    status: 'planned',
    deletedAt: null,
    ...times('10:00', '11:00'),
  }
  const ids = (candidate: BookedActivity, others: BookedActivity[]) =>
    findOverlaps(candidate, others).map(({ id }) => id)

  test('are the assignee’s, earliest first', () => {
    const others = [
      { ...base, id: 'late', ...times('10:45', '11:30') },
      { ...base, id: 'early', ...times('09:30', '10:15') },
      { ...base, id: 'touching', ...times('11:00', '12:00') },
      { ...base, id: 'done', status: 'done' as const },
    ]
    expect(ids(base, others)).toEqual(['early', 'done', 'late'])
  })

  test.each([
    ['itself', { id: 'a' }],
    ['another assignee’s', { id: 'b', assigneeId: 'marie' }],
    ['cancelled', { id: 'b', status: 'cancelled' as const }],
    ['deleted', { id: 'b', deletedAt: at('09:00') }],
    ['undated', { id: 'b', startAt: null }],
  ])('leave out what is %s', (_name, change) => {
    expect(ids(base, [{ ...base, ...change }])).toEqual([])
  })

  test.each([
    ['cancelled', { status: 'cancelled' as const }],
    ['deleted', { deletedAt: at('09:00') }],
    ['undated', { startAt: null }],
    ['without assignee', { assigneeId: null }],
  ])('are none for a candidate that is %s', (_name, change) => {
    const other = { ...base, id: 'b', assigneeId: 'assigneeId' in change ? null : 'paul' }
    expect(ids({ ...base, ...change }, [other])).toEqual([])
  })
})
