import { describe, expect, test } from 'vitest'
import { copyOf, nextActivityFrom, type SourceActivity } from './follow-on-activity.ts'

const local = (text: string) => Date.parse(text)
const visit = { id: 'visit', key: 'visit' }
const now = local('2026-03-25T16:07+01:00')
const source: SourceActivity = {
  typeId: 'visit',
  customerId: 'garage',
  title: 'Point trimestriel',
  startAt: local('2026-03-25T09:00+01:00'),
  endAt: local('2026-03-25T10:20+01:00'),
  tz: 'Europe/Paris',
  assigneeId: 'marie',
  contactIds: ['lucie'],
  locationText: 'Atelier',
}
const carriedOver = {
  customerId: 'garage',
  tz: 'Europe/Paris',
  status: 'planned',
  assigneeId: 'marie',
  contactIds: ['lucie'],
  locationText: 'Atelier',
}

describe('ACT-19 copy', () => {
  test('has the same content and duration, from the next quarter of an hour', () => {
    expect(copyOf(source, now)).toEqual({
      ...carriedOver,
      typeId: 'visit',
      title: 'Point trimestriel',
      startAt: local('2026-03-25T16:15+01:00'),
      endAt: local('2026-03-25T17:35+01:00'),
    })
  })

  test.each([
    ['an open one', source.startAt, null],
    ['an undated one', null, null],
    ['one whose end contradicts its start', source.startAt, local('2026-03-25T08:00+01:00')],
  ])('of %s has no end', (_name, startAt, endAt) => {
    expect(copyOf({ ...source, startAt, endAt }, now)).toMatchObject({
      startAt: local('2026-03-25T16:15+01:00'),
      endAt: null,
    })
  })

  test('of an odd duration keeps it to the millisecond', () => {
    const startAt = source.startAt ?? 0
    const copy = copyOf({ ...source, endAt: startAt + 1_234_567 }, now)
    expect((copy.endAt ?? 0) - copy.startAt).toBe(1_234_567)
  })
})

describe('ACT-19 next activity', () => {
  test('is a week later at the same wall time, across the clock change, without the title', () => {
    expect(nextActivityFrom(source, { now, nextType: visit })).toEqual({
      ...carriedOver,
      typeId: 'visit',
      title: null,
      startAt: local('2026-04-01T09:00+02:00'),
      endAt: local('2026-04-01T10:20+02:00'),
    })
  })

  test('of another type takes that type’s duration', () => {
    const nextType = { id: 'call', key: 'call_out' }
    expect(nextActivityFrom(source, { now, nextType, afterDays: 2 })).toMatchObject({
      typeId: 'call',
      startAt: local('2026-03-27T09:00+01:00'),
      endAt: local('2026-03-27T09:15+01:00'),
    })
  })

  test('counts from today when the source is long past', () => {
    const old = { ...source, startAt: local('2025-01-10T09:00+01:00'), endAt: null }
    expect(nextActivityFrom(old, { now, nextType: visit })).toMatchObject({
      startAt: local('2026-04-01T09:00+02:00'),
      endAt: local('2026-04-01T09:30+02:00'),
    })
  })

  test('counts from the source when that lies ahead', () => {
    const ahead = { ...source, startAt: local('2026-04-10T09:00+02:00'), endAt: null }
    expect(nextActivityFrom(ahead, { now, nextType: visit }).startAt).toBe(
      local('2026-04-17T09:00+02:00'),
    )
  })

  test('of an undated source starts at the next quarter of an hour, days later', () => {
    const undated = { ...source, startAt: null, endAt: null }
    expect(nextActivityFrom(undated, { now, nextType: visit }).startAt).toBe(
      local('2026-04-01T16:15+02:00'),
    )
  })

  test('in the skipped hour moves behind it', () => {
    const early = { ...source, startAt: local('2026-03-22T02:30+01:00'), endAt: null }
    const next = nextActivityFrom(early, {
      now: local('2026-03-22T01:00+01:00'),
      nextType: visit,
    })
    expect(next.startAt).toBe(local('2026-03-29T03:30+02:00'))
  })

  test('never starts in the past', () => {
    expect(nextActivityFrom(source, { now, nextType: visit, afterDays: 0 }).startAt).toBe(
      local('2026-03-25T16:15+01:00'),
    )
  })
})
