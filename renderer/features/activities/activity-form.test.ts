import { describe, expect, test } from 'vitest'
import type { ActivityFields } from '../../../core/contract/activities.ts'
import { builtinTypes } from '../../../core/domain/activity-types/builtin-types.ts'
import {
  activityFormSchema,
  changedFields,
  controlForRefusal,
  formForActivity,
  formForNew,
  newFields,
  problemsOf,
  statusOf,
  readTimes,
  type ActivityForm,
  type FormContext,
} from './activity-form.ts'

const tz = 'Europe/Paris'
const now = Date.parse('2026-11-24T12:00:00Z')
const minute = 60_000
const [visit, planned] = builtinTypes as [FormContext['type'], FormContext['type']]

const fields: ActivityFields = {
  typeId: 'type-visit',
  customerId: 'customer-1',
  title: null,
  startAt: now - 60 * minute,
  endAt: now - 30 * minute,
  tz,
  status: 'done',
  cancelReason: null,
  assigneeId: 'user-1',
  contactIds: ['contact-1'],
  locationText: null,
}
const context: FormContext = {
  tz,
  now,
  type: visit,
  pastCreationLimitMin: null,
  stored: undefined,
}
const form = (part: Partial<ActivityForm> = {}): ActivityForm => ({
  ...formForNew(fields, tz),
  ...part,
})
const time = (date: string, clock: string) => ({ date, time: clock, pass: 'first' as const })

describe('ACT-02 what an activity needs', () => {
  test('the form of an activity is complete', () => {
    expect(problemsOf(form(), context)).toEqual({})
  })

  test('type and customer', () => {
    expect(problemsOf(form({ typeId: '', customerId: null }), context)).toMatchObject({
      typeId: { code: 'E-ACT-NO-TYPE' },
      customerId: { typed: 'customerMissing' },
    })
  })

  test('a start, except for a draft; without one it becomes a draft by itself', () => {
    const undated = form({ start: time('', ''), end: time('', '') })
    expect(statusOf(undated, readTimes(undated, tz, now), visit, now)).toBe('draft')
    expect(problemsOf(undated, context)).toEqual({})
    expect(problemsOf({ ...undated, status: 'planned' }, context)).toMatchObject({
      start: { code: 'E-ACT-NO-START' },
    })
  })

  test('the end may be open', () => {
    expect(problemsOf(form({ end: time('', '') }), context)).toEqual({})
  })
})

describe('ACT-04 errors stand at their field', () => {
  test('an end at or before the start', () => {
    expect(problemsOf(form({ end: time('24/11/2026', '12:00') }), context)).toMatchObject({
      end: { code: 'E-ACT-END-BEFORE-START' },
    })
  })

  test('more than 14 days', () => {
    expect(problemsOf(form({ end: time('20/12/2026', '12:00') }), context)).toMatchObject({
      end: { code: 'E-ACT-TOO-LONG' },
    })
  })

  test('before the past limit, unless a reason is given', () => {
    const limited = { ...context, pastCreationLimitMin: 30 }
    expect(problemsOf(form(), limited)).toMatchObject({ start: { code: 'E-ACT-PAST-LIMIT' } })
    expect(problemsOf(form({ reason: 'Panne de réseau' }), limited)).toEqual({})
  })

  test('an hour that does not exist, and what cannot be read', () => {
    expect(problemsOf(form({ start: time('29/03/2026', '02:30') }), context)).toMatchObject({
      start: { code: 'E-TIME-NONEXISTENT' },
    })
    expect(problemsOf(form({ start: time('29/03/2026', '25:30') }), context)).toMatchObject({
      start: { typed: 'time' },
    })
  })

  test('a description beyond the limit', () => {
    const description = [{ insert: 'a'.repeat(100_001) }]
    expect(problemsOf(form({ description }), context)).toMatchObject({
      description: { code: 'E-ACT-DESCRIPTION-TOO-LONG' },
    })
  })

  test('refusals of the backend have their control too', () => {
    expect(controlForRefusal('E-ACT-OVERLAP')).toBe('start')
    expect(controlForRefusal('E-ACT-CUSTOMER-GONE')).toBe('customerId')
    expect(controlForRefusal('E-ACT-REASON-REQUIRED')).toBe('reason')
    expect(controlForRefusal('E-DISK-FULL')).toBeUndefined()
  })
})

test('ACT-12 the status follows the times until one is chosen', () => {
  const status = (part: Partial<ActivityForm>, type = visit) => {
    const filled = form(part)
    return statusOf(filled, readTimes(filled, tz, now), type, now)
  }
  expect(status({})).toBe('done')
  expect(status({ end: time('24/11/2026', '14:00') })).toBe('in_progress')
  expect(status({ start: time('25/11/2026', '09:00'), end: time('', '') })).toBe('planned')
  expect(status({}, planned)).toBe('planned')
  expect(status({ status: 'cancelled' })).toBe('cancelled')
})

describe('ACT-09 edits write what was changed', () => {
  const base = formForActivity({ ...fields, title: 'Retour' }, tz)

  test('nothing, when nothing was', () => {
    expect(changedFields(base, base, context)).toEqual({})
  })

  test('only the fields that differ, cleared text as none', () => {
    const edited = { ...base, title: ' ', end: time('24/11/2026', '12:45'), contactIds: [] }
    expect(changedFields(edited, base, context)).toEqual({
      title: null,
      endAt: now - 15 * minute,
      contactIds: [],
    })
  })

  test('a reason to cancel goes with the cancellation, and away with it', () => {
    const cancelled = { ...base, status: 'cancelled' as const, cancelReason: ' Fermé ' }
    expect(changedFields(cancelled, base, context)).toEqual({
      status: 'cancelled',
      cancelReason: 'Fermé',
    })
    expect(newFields({ ...cancelled, status: 'done' }, context).cancelReason).toBeNull()
  })

  test('seconds of a stored time are not an edit', () => {
    const odd = formForActivity({ ...fields, startAt: now - 60 * minute + 12_345 }, tz)
    expect(changedFields(odd, odd, context)).toEqual({})
  })
})

test('ACT-20 a form is kept and read again as it was', () => {
  const filled = form({ title: 'Retour', start: time('24/1', '9h') })
  expect(activityFormSchema.parse(JSON.parse(JSON.stringify(filled)))).toEqual(filled)
  expect(activityFormSchema.safeParse({ title: 'half a form' }).success).toBe(false)
})
