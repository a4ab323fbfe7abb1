import { describe, expect, test } from 'vitest'
import { displayStatus, isAwaiting, isOverdue } from './overdue.ts'

const paris = 'Europe/Paris'
const local = (text: string) => Date.parse(`${text}+02:00`)
const planned = {
  status: 'planned',
  isPlannedType: false,
  reportCount: 0,
  startAt: local('2026-06-01T10:00'),
  endAt: local('2026-06-01T11:00'),
} as const

test.each([
  ['planned', false, 0, true],
  ['planned', true, 0, true],
  ['planned', false, 1, false],
  ['planned', true, 2, false],
  ['in_progress', true, 0, true],
  ['in_progress', true, 1, false],
  ['in_progress', false, 0, false],
  ['draft', true, 0, false],
  ['draft', false, 0, false],
  ['done', true, 0, false],
  ['done', false, 0, false],
  ['cancelled', true, 0, false],
  ['cancelled', false, 0, false],
] as const)(
  'TL-07 %s, planned type %s, %i reports: awaited %s',
  (status, isPlannedType, reportCount, expected) => {
    expect(isAwaiting({ status, isPlannedType, reportCount })).toBe(expected)
    const past = { ...planned, status, isPlannedType, reportCount }
    expect(isOverdue(past, planned.endAt + 1)).toBe(expected)
  },
)

describe('TL-07 the moment it becomes overdue', () => {
  test('is after the end, not at it', () => {
    expect(isOverdue(planned, planned.endAt)).toBe(false)
    expect(isOverdue(planned, planned.endAt + 1)).toBe(true)
  })

  test('is after the start when there is no end', () => {
    expect(isOverdue({ ...planned, endAt: null }, planned.startAt)).toBe(false)
    expect(isOverdue({ ...planned, endAt: null }, planned.startAt + 1)).toBe(true)
  })

  test('is after the start when the end contradicts it (SYN-05)', () => {
    const contradictory = { ...planned, endAt: planned.startAt - 3_600_000 }
    expect(isOverdue(contradictory, planned.startAt)).toBe(false)
    expect(isOverdue(contradictory, planned.startAt + 1)).toBe(true)
  })

  test('never comes without a start', () => {
    expect(isOverdue({ ...planned, startAt: null }, planned.endAt + 1)).toBe(false)
  })

  test('does not come to what is under way without an end', () => {
    const running = { ...planned, status: 'in_progress', isPlannedType: true, endAt: null } as const
    expect(isOverdue(running, planned.startAt + 86_400_000)).toBe(false)
  })
})

describe('ACT-12 the status on display', () => {
  test.each([
    ['before its end', '2026-06-01T10:30', 'planned'],
    ['after its end', '2026-06-01T11:01', 'overdue'],
    ['at the end of the day', '2026-06-01T23:59', 'overdue'],
    ['from the next day', '2026-06-02T00:00', 'missed'],
  ])('of a planned activity %s', (_name, now, expected) => {
    expect(displayStatus(planned, local(now), paris)).toBe(expected)
  })

  test('follows the day of the viewer', () => {
    expect(displayStatus(planned, local('2026-06-01T17:00'), 'Asia/Tokyo')).toBe('missed')
    expect(displayStatus(planned, local('2026-06-01T17:00'), paris)).toBe('overdue')
  })

  test('counts an end at midnight to the day before', () => {
    const evening = { ...planned, endAt: local('2026-06-02T00:00') }
    expect(displayStatus(evening, local('2026-06-02T00:01'), paris)).toBe('missed')
  })

  test('is never missed for what was started', () => {
    const started = { ...planned, status: 'in_progress', isPlannedType: true } as const
    expect(displayStatus(started, local('2026-06-05T10:00'), paris)).toBe('overdue')
  })

  test.each(['draft', 'done', 'cancelled'] as const)('stays %s when it is stored so', (status) => {
    expect(displayStatus({ ...planned, status }, local('2026-06-05T10:00'), paris)).toBe(status)
  })
})
