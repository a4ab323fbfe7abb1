import { describe, expect, test } from 'vitest'
import { type ActivityInput, validateActivity } from './validate-activity.ts'

const now = Date.parse('2026-06-01T10:00Z')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const valid: ActivityInput = {
  status: 'planned',
  typeId: 'visit',
  customerId: 'customer',
  startAt: now + hour,
  endAt: now + 2 * hour,
  tz: 'Europe/Paris',
  descriptionLength: 0,
}
const noLimit = { now, settings: { pastCreationLimitMin: null } }
const check = (change: Partial<ActivityInput>) => validateActivity({ ...valid, ...change }, noLimit)

test('ACT-04 an ordinary activity has neither errors nor warnings', () => {
  expect(check({})).toEqual({ errors: [], warnings: [] })
})

describe('ACT-02 required fields', () => {
  test.each([
    [{ typeId: null }, 'E-ACT-NO-TYPE', 'typeId'],
    [{ typeId: '' }, 'E-ACT-NO-TYPE', 'typeId'],
    [{ customerId: null }, 'E-ACT-CUSTOMER-GONE', 'customerId'],
    [{ startAt: null }, 'E-ACT-NO-START', 'startAt'],
    [{ startAt: null, endAt: null }, 'E-ACT-NO-START', 'startAt'],
    [{ startAt: null, status: 'done' }, 'E-ACT-NO-START', 'startAt'],
  ] as const)('%o is refused', (change, code, field) => {
    expect(check(change).errors).toEqual([{ code, field, details: {} }])
  })

  test('a draft needs no start, and no activity needs an end', () => {
    expect(check({ status: 'draft', startAt: null, endAt: null }).errors).toEqual([])
    expect(check({ status: 'draft', startAt: null }).errors).toEqual([])
    expect(check({ endAt: null }).errors).toEqual([])
    expect(check({ status: 'in_progress', endAt: null }).errors).toEqual([])
  })
})

describe('ACT-04 the end is after the start', () => {
  test.each([
    ['equal', now, now],
    ['one ms before', now, now - 1],
    ['a day before', now, now - day],
  ])('%s is refused', (_name, startAt, endAt) => {
    expect(check({ startAt, endAt })).toEqual({
      errors: [{ code: 'E-ACT-END-BEFORE-START', field: 'endAt', details: { startAt, endAt } }],
      warnings: [],
    })
  })

  test('one ms after is accepted', () => {
    expect(check({ startAt: now, endAt: now + 1 }).errors).toEqual([])
  })

  test('equal is accepted for an instant type, before is not', () => {
    expect(check({ startAt: now, endAt: now, instant: true }).errors).toEqual([])
    expect(check({ startAt: now, endAt: now - 1, instant: true }).errors).toMatchObject([
      { code: 'E-ACT-END-BEFORE-START' },
    ])
  })
})

describe('ACT-04 the duration', () => {
  test.each([
    ['24 h', day, []],
    ['24 h 1 min', day + minute, [{ kind: 'longer_than_day', details: { durationMin: 1441 } }]],
    ['14 days', 14 * day, [{ kind: 'longer_than_day', details: { durationMin: 20_160 } }]],
  ])('%s is accepted', (_name, length, warnings) => {
    expect(check({ startAt: now, endAt: now + length })).toEqual({ errors: [], warnings })
  })

  test('over 14 days is refused', () => {
    expect(check({ startAt: now, endAt: now + 14 * day + minute })).toEqual({
      errors: [
        { code: 'E-ACT-TOO-LONG', field: 'endAt', details: { durationMin: 20_161, maxDays: 14 } },
      ],
      warnings: [],
    })
  })
})

describe('ACT-04 the past limit', () => {
  const limited = (startAt: number, previous?: { startAt: number | null }) =>
    validateActivity(
      { ...valid, startAt, endAt: null },
      { now, settings: { pastCreationLimitMin: 60 }, previous },
    ).errors
  const tooOld = now - hour - 1
  const refusal = [
    {
      code: 'E-ACT-PAST-LIMIT',
      field: 'startAt',
      details: { limitMin: 60, startAt: tooOld },
    },
  ]

  test('holds for creation, and is inclusive', () => {
    expect(limited(now - hour)).toEqual([])
    expect(limited(tooOld)).toEqual(refusal)
  })

  test('holds for moving the start further back, or giving a draft its first', () => {
    expect(limited(tooOld, { startAt: now })).toEqual(refusal)
    expect(limited(tooOld, { startAt: tooOld + 1 })).toEqual(refusal)
    expect(limited(tooOld, { startAt: null })).toEqual(refusal)
  })

  test('does not hold for an edit that leaves the start or moves it forward', () => {
    expect(limited(tooOld, { startAt: tooOld })).toEqual([])
    expect(limited(tooOld, { startAt: tooOld - day })).toEqual([])
  })

  test('is off by default', () => {
    expect(check({ startAt: now - 900 * day, endAt: null }).errors).toEqual([])
  })

  test('of 0 minutes refuses any past start', () => {
    const verdict = validateActivity(
      { ...valid, startAt: now - 1, endAt: null },
      { now, settings: { pastCreationLimitMin: 0 } },
    )
    expect(verdict.errors).toMatchObject([{ code: 'E-ACT-PAST-LIMIT' }])
  })
})

test('ACT-04 a start more than two years ahead is a warning only', () => {
  const limit = Date.parse('2028-06-01T10:00Z')
  expect(check({ startAt: limit, endAt: null })).toEqual({ errors: [], warnings: [] })
  expect(check({ startAt: limit + 1, endAt: null })).toEqual({
    errors: [],
    warnings: [{ kind: 'far_future', details: { startAt: limit + 1 } }],
  })
})

test('ACT-04 a description has at most 100,000 characters', () => {
  expect(check({ descriptionLength: 100_000 }).errors).toEqual([])
  expect(check({ descriptionLength: 100_001 }).errors).toEqual([
    {
      code: 'E-ACT-DESCRIPTION-TOO-LONG',
      field: 'description',
      details: { length: 100_001, maximum: 100_000 },
    },
  ])
})

describe('ACT-04 unusable times', () => {
  const values = [NaN, Infinity, -Infinity, 1.5, -1, Date.UTC(2201, 0, 1)]

  test.each(values)('a start of %d is refused once, without other rules', (startAt) => {
    expect(check({ startAt })).toEqual({
      errors: [{ code: 'E-TIME-INVALID', field: 'startAt', details: {} }],
      warnings: [],
    })
  })

  test.each(values)('an end of %d is refused once, without other rules', (endAt) => {
    expect(check({ endAt })).toEqual({
      errors: [{ code: 'E-TIME-INVALID', field: 'endAt', details: {} }],
      warnings: [],
    })
  })

  test('an unknown zone is refused', () => {
    expect(check({ tz: 'Europe/Nowhere' }).errors).toEqual([
      { code: 'E-TIME-INVALID', field: 'tz', details: { tz: 'Europe/Nowhere' } },
    ])
  })
})

test('ACT-04 every broken rule is told, not only the first', () => {
  const { errors } = check({ typeId: null, startAt: now, endAt: now, descriptionLength: 200_000 })
  expect(errors.map(({ code }) => code)).toEqual([
    'E-ACT-NO-TYPE',
    'E-ACT-DESCRIPTION-TOO-LONG',
    'E-ACT-END-BEFORE-START',
  ])
})
