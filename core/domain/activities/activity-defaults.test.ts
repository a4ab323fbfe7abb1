import { describe, expect, test } from 'vitest'
import { defaultDurationMin, newActivity, type NewActivityContext } from './activity-defaults.ts'

const at = (time: string) => Date.parse(`2026-06-01T${time}Z`)
const context: NewActivityContext = {
  now: at('10:07'),
  types: [
    { id: 'visit', key: 'visit', defaultDurationMin: 30 },
    { id: 'call', key: 'call_out', defaultDurationMin: 15 },
    { id: 'old', archivedAt: at('00:00') },
  ],
  customer: { id: 'garage', tz: null, salespersonIds: [], preferredContactId: null },
  me: { id: 'paul', tz: 'Europe/Paris', isBackOffice: false },
}

test('ACT-03 everything a new activity starts with', () => {
  expect(newActivity(context)).toEqual({
    typeId: 'visit',
    customerId: 'garage',
    title: null,
    startAt: at('10:15'),
    endAt: at('10:45'),
    tz: 'Europe/Paris',
    status: 'planned',
    assigneeId: 'paul',
    contactIds: [],
    locationText: null,
  })
})

describe('ACT-03 the type', () => {
  test('is the last used one, with its duration', () => {
    expect(newActivity({ ...context, lastUsedTypeId: 'call' })).toMatchObject({
      typeId: 'call',
      startAt: at('10:15'),
      endAt: at('10:30'),
    })
  })

  test.each(['old', 'unknown'])(
    'is the first on offer when the last one is %s',
    (lastUsedTypeId) => {
      expect(newActivity({ ...context, lastUsedTypeId }).typeId).toBe('visit')
    },
  )

  test('is missing when none is on offer', () => {
    expect(newActivity({ ...context, types: [] })).toMatchObject({
      typeId: null,
      endAt: at('10:45'),
    })
  })
})

describe('ACT-03 the assignee', () => {
  const customer = { ...context.customer, salespersonIds: ['marie', 'jean'] }
  const backOffice = { ...context.me, isBackOffice: true }

  test('is the author, even of another’s customer', () => {
    expect(newActivity({ ...context, customer }).assigneeId).toBe('paul')
  })

  test('is the first salesperson when the back office records', () => {
    expect(newActivity({ ...context, customer, me: backOffice }).assigneeId).toBe('marie')
  })

  test('is the back office when the customer has no salesperson', () => {
    expect(newActivity({ ...context, me: backOffice }).assigneeId).toBe('paul')
  })
})

test('ACT-03 the contact is the preferred one of the location', () => {
  const customer = { ...context.customer, preferredContactId: 'lucie' }
  expect(newActivity({ ...context, customer }).contactIds).toEqual(['lucie'])
})

test('ACT-16 the zone is the customer’s when it has one', () => {
  const customer = { ...context.customer, tz: 'Europe/Lisbon' }
  expect(newActivity({ ...context, customer }).tz).toBe('Europe/Lisbon')
})

test.each([
  [{ id: 'a', key: 'call_in' }, 15],
  [{ id: 'a', key: 'call_out' }, 15],
  [{ id: 'a', key: 'visit' }, 30],
  [{ id: 'a', key: null }, 30],
  [{ id: 'a', key: 'call_in', defaultDurationMin: 20 }, 20],
  [{ id: 'a', defaultDurationMin: 90 }, 90],
  [undefined, 30],
])('ACT-03 the default duration of %o is %i min', (type, minutes) => {
  expect(defaultDurationMin(type)).toBe(minutes)
})
