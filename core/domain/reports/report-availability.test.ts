import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { reportAvailability, type ReportQuestion } from './report-availability.ts'

const minute = 60_000
const startAt = Date.UTC(2026, 10, 24, 9)
const endAt = startAt + 30 * minute

function asked({
  activity = {},
  settings = {},
  ...other
}: Partial<Omit<ReportQuestion, 'activity' | 'settings'>> & {
  activity?: Partial<ReportQuestion['activity']>
  settings?: Partial<ReportQuestion['settings']>
}) {
  return reportAvailability({
    activity: {
      ...{ startAt, endAt, isCancelled: false, isDeleted: false, reopenedAt: null },
      ...activity,
    },
    forms: [{ formId: 'visit', isReadable: true }],
    settings: { limitMin: null, graceMin: 15, ...settings },
    ...{ isPermitted: true, startedAt: null, now: endAt },
    ...other,
  })
}

test.each([
  ['no_start', { activity: { startAt: null, endAt: null } }],
  ['future', { now: startAt - 1 }],
  ['available', { now: startAt }],
  ['available', { now: startAt + 1 }],
  ['no_forms', { forms: [] }],
  ['cancelled', { activity: { isCancelled: true } }],
  ['deleted', { activity: { isDeleted: true, isCancelled: true } }],
  ['not_permitted', { isPermitted: false }],
  ['not_synced_form', { forms: [{ formId: 'visit', isReadable: false }] }],
  [
    'available',
    {
      forms: [
        { formId: 'visit', isReadable: false },
        { formId: 'stock', isReadable: true },
      ],
    },
  ],
] as const)('REP-02 %s: %j', (state, question) => {
  expect(asked(question).state).toBe(state)
})

test('REP-02 a button that waits for the start is told when', () => {
  expect(asked({ now: startAt - 1 })).toMatchObject({ state: 'future', changesAt: startAt })
})

describe('REP-06 the deadline is the limit after the end, to the millisecond', () => {
  const deadline = endAt + 60 * minute
  const settings = { limitMin: 60 }
  test.each([
    [deadline - 1, 'available'],
    [deadline, 'available'],
    [deadline + 1, 'expired'],
  ])('at %d: %s', (now, state) => {
    expect(asked({ settings, now })).toMatchObject({ state, deadline })
  })

  test('without an end it counts from the start', () => {
    const activity = { endAt: null }
    const last = startAt + 60 * minute
    expect(asked({ settings, activity, now: last }).state).toBe('available')
    expect(asked({ settings, activity, now: last + 1 }).state).toBe('expired')
  })

  test('a limit of nothing ends with the activity', () => {
    expect(asked({ settings: { limitMin: 0 }, now: endAt }).state).toBe('available')
    expect(asked({ settings: { limitMin: 0 }, now: endAt + 1 }).state).toBe('expired')
  })

  test('no limit never ends', () => {
    expect(asked({ now: endAt + 10 * 365 * 24 * 60 * minute })).toEqual({
      ...{ state: 'available', deadline: null, isEnding: false, changesAt: null },
    })
  })
})

describe('REP-06 little time left is said', () => {
  test.each([
    // A quarter of four hours is an hour.
    [240, 60],
    // Half an hour where a quarter is less.
    [60, 30],
    // All of a short limit.
    [20, 20],
  ])('a limit of %d min: in the last %d', (limitMin, lastMin) => {
    const deadline = endAt + limitMin * minute
    const from = deadline - lastMin * minute
    const settings = { limitMin }
    if (from > startAt)
      expect(asked({ settings, now: from - 1 })).toMatchObject({ isEnding: false, changesAt: from })
    expect(asked({ settings, now: from })).toMatchObject({
      ...{ isEnding: true, changesAt: deadline + 1 },
    })
    expect(asked({ settings, now: deadline + 1 })).toMatchObject({
      ...{ state: 'expired', isEnding: false, changesAt: null },
    })
  })
})

describe('REP-08 who began in time has the grace besides', () => {
  const limit = endAt + 60 * minute
  const settings = { limitMin: 60 }
  test.each([
    [limit, limit + 15 * minute, 'available'],
    [limit, limit + 15 * minute + 1, 'expired'],
    [limit + 1, limit + 1, 'expired'],
    [null, limit + 1, 'expired'],
  ] as const)('begun at %d, submitted at %d: %s', (startedAt, now, state) => {
    expect(asked({ settings, startedAt, now }).state).toBe(state)
  })
})

describe('REP-08 a manager’s reopening gives the limit again', () => {
  const settings = { limitMin: 60 }
  const reopenedAt = endAt + 24 * 60 * minute
  test.each([
    [reopenedAt, 'available'],
    [reopenedAt + 60 * minute, 'available'],
    [reopenedAt + 60 * minute + 1, 'expired'],
  ] as const)('at %d: %s', (now, state) => {
    expect(asked({ settings, activity: { reopenedAt }, now }).state).toBe(state)
  })

  test('and never shortens what is left', () => {
    const activity = { reopenedAt: startAt }
    expect(asked({ settings, activity, now: endAt + 60 * minute }).state).toBe('available')
  })
})

test('SYN-05 where the times of two devices crossed, the limit counts from the start', () => {
  const activity = { endAt: startAt - minute }
  const last = startAt + 60 * minute
  const settings = { limitMin: 60 }
  expect(asked({ settings, activity, now: last }).state).toBe('available')
  expect(asked({ settings, activity, now: last + 1 }).state).toBe('expired')
})

test('REP-09 an activity moved into the future takes no new reports', () => {
  expect(asked({ activity: { startAt: endAt + 1, endAt: endAt + minute } }).state).toBe('future')
})

test.each([
  // The hour that is missing, and the one that comes twice, are hours like others on the clock of the world.
  ['2026-03-29T00:30[Europe/Paris]', '2026-03-29T03:30[Europe/Paris]', 120],
  ['2026-10-25T01:30[Europe/Paris]', '2026-10-25T02:30+01:00[Europe/Paris]', 120],
])('REP-06 from %s a limit of two hours ends at %s', (end, last, limitMin) => {
  const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds
  const activity = { startAt: at(end) - minute, endAt: at(end) }
  const settings = { limitMin }
  expect(asked({ activity, settings, now: at(last) }).state).toBe('available')
  expect(asked({ activity, settings, now: at(last) + 1 }).state).toBe('expired')
})
