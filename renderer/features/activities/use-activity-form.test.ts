import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Activity, ActivityFields } from '../../../core/contract/activities.ts'
import { AppError } from '../../../core/contract/app-error.ts'
import type { CustomerProfile } from '../../../core/contract/customers.ts'
import type { Draft } from '../../../core/contract/drafts.ts'
import { builtinTypes } from '../../../core/domain/activity-types/builtin-types.ts'
import { createFakeBackend, withBackend, type FakeAnswers } from '../../testing/fake-backend.ts'
import { everyRight } from '../../testing/rights.ts'
import { newTarget, type FormTarget } from './form-target.ts'
import { useActivityForm, type ActivityFormState } from './use-activity-form.ts'

const tz = 'Europe/Paris'
const minute = 60_000
const now = Date.parse('2026-11-24T12:00:00Z')

const fields: ActivityFields = {
  typeId: 'type-visit',
  customerId: 'customer-1',
  title: null,
  startAt: now + 15 * minute,
  endAt: now + 45 * minute,
  tz,
  status: 'planned',
  cancelReason: null,
  assigneeId: 'user-1',
  contactIds: [],
  locationText: null,
}
const activity: Activity = {
  ...fields,
  id: 'activity-1',
  documentId: 'activities/customer-1/2026/1',
  title: 'Retour',
  customerName: 'Garage Martin',
  parentName: null,
  customerGone: false,
  customerTz: null,
  plannedStartAt: null,
  plannedEndAt: null,
  description: [],
  newerFields: 0,
  noteCount: 0,
  attachmentCount: 0,
  reportCount: 0,
  verification: 'unverified',
  createdAt: now,
  createdBy: 'user-1',
  updatedAt: now,
  updatedBy: 'user-1',
  deletedAt: null,
  deletedBy: null,
  may: everyRight,
  syncState: null,
  news: [],
}
const profileOf = (id: string, part: Partial<CustomerProfile['customer']> = {}): CustomerProfile =>
  ({
    customer: { id, name: id, parentId: null, deletedAt: null, tz: null, ...part },
    main: { id, name: id },
    branches: [],
    contacts: [],
  }) as unknown as CustomerProfile

beforeEach(() => void vi.useFakeTimers({ now }))
afterEach(() => void vi.useRealTimers())
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(300)

interface SetUp {
  readonly draft?: Draft | null
  readonly calls?: FakeAnswers['calls']
  readonly profile?: (id: string) => CustomerProfile | null
  readonly stored?: Activity | null
}

async function openForm(
  target: FormTarget,
  { draft = null, calls = {}, profile = profileOf, stored = activity }: SetUp = {},
) {
  const backend = createFakeBackend({
    streams: {
      'workspace.watch': () => ({ state: 'none' }),
      'users.watch': () => [],
      'teams.watch': () => [],
      'activityTypes.watch': () => [...builtinTypes],
      'customers.watch': ({ id }) => profile(id),
      'activities.watch': () => stored,
      'drafts.watch': () => draft,
    },
    calls: {
      'activities.defaults': ({ customerId }) => ({
        ...fields,
        customerId,
        contactIds: customerId ? [`contact-of-${customerId}`] : [],
        assigneeId: customerId === 'customer-9' ? 'user-9' : 'user-1',
      }),
      'activities.check': () => [],
      'activities.create': () => ({ id: 'activity-new', warnings: [], canUndo: true }),
      'activities.update': () => ({ warnings: [], canUndo: true }),
      'drafts.save': () => ({ revision: 1 }),
      'drafts.discard': () => ({}),
      ...calls,
    },
  })
  const endedElsewhere = vi.fn()
  const { result: form } = withBackend(backend, (): ActivityFormState =>
    useActivityForm({ target, tz: () => tz, clock: () => now, now: () => now, endedElsewhere }),
  )
  await Promise.all([form.open(), settle()])
  return { backend, form, endedElsewhere }
}

describe('ACT-01 a new activity', () => {
  test('starts from the defaults and belongs to the customer of the screen', async () => {
    const { form, backend } = await openForm(newTarget('customer-1'))
    expect(backend.inputs('activities.defaults')).toEqual([{ customerId: 'customer-1', tz }])
    expect(form.form.value).toMatchObject({
      typeId: 'type-visit',
      customerId: 'customer-1',
      start: { date: '24/11/2026', time: '13:15' },
      end: { date: '24/11/2026', time: '13:45' },
      contactIds: ['contact-of-customer-1'],
    })
  })

  test('is written with its description and files, and its draft goes', async () => {
    const { form, backend } = await openForm(newTarget('customer-1'))
    const file = { hash: 'a'.repeat(64), name: 'devis.pdf', mime: 'application/pdf', sizeBytes: 9 }
    form.form.value.title = 'Devis'
    form.form.value.description = [{ insert: 'Urgent\n' }]
    form.form.value.attachments = [file]
    expect(await form.save()).toEqual({ kind: 'created', id: 'activity-new', canUndo: true })
    expect(backend.inputs('activities.create')).toMatchObject([
      {
        activity: { title: 'Devis', customerId: 'customer-1', startAt: fields.startAt },
        description: [{ insert: 'Urgent\n' }],
        attachments: [file],
      },
    ])
    expect(backend.inputs('activities.create')[0]?.activity).not.toHaveProperty('tz')
    expect(backend.inputs('drafts.discard')).toEqual([{ key: 'activity:new:customer-1' }])
  })

  test('ACT-03 another type brings its usual duration, unless one was chosen', async () => {
    const { form } = await openForm(newTarget('customer-1'))
    form.chooseType('type-call-in')
    expect(form.form.value.end.time).toBe('13:30')
    form.times.lasts(60)
    form.chooseType('type-visit')
    expect(form.form.value.end.time).toBe('14:15')
  })

  test('ACT-03 another customer brings its contact and its salesperson', async () => {
    const { form } = await openForm(newTarget(null))
    await form.chooseCustomer('customer-9')
    expect(form.form.value).toMatchObject({
      customerId: 'customer-9',
      contactIds: ['contact-of-customer-9'],
      assigneeId: 'user-9',
    })
  })

  test('nothing is written while something is missing, and the field says what', async () => {
    const { form, backend } = await openForm(newTarget(null))
    expect(form.problems.value).toEqual({})
    expect(await form.save()).toBeUndefined()
    expect(form.problems.value).toEqual({ customerId: { typed: 'customerMissing' } })
    expect(backend.inputs('activities.create')).toEqual([])
  })

  test('a field says what is wrong once it was left', async () => {
    const { form } = await openForm(newTarget('customer-1'))
    form.form.value.end = { ...form.form.value.end, time: '12:00' }
    expect(form.problems.value).toEqual({})
    form.leaveField('end')
    expect(form.problems.value).toMatchObject({ end: { code: 'E-ACT-END-BEFORE-START' } })
  })
})

describe('ACT-04 refusals of the backend', () => {
  test('stand at their field, and go when the form is changed', async () => {
    const { form } = await openForm(newTarget('customer-1'), {
      calls: {
        'activities.create': () => {
          throw new AppError('E-ACT-OVERLAP', 'overlaps another activity', { customer: 'Dunlop' })
        },
      },
    })
    expect(await form.save()).toBeUndefined()
    expect(form.problems.value).toEqual({
      start: { code: 'E-ACT-OVERLAP', details: { customer: 'Dunlop' } },
    })
    form.form.value.title = 'Autre'
    await settle()
    expect(form.problems.value).toEqual({})
  })

  test('without a field stand above the form, and nothing typed is lost', async () => {
    const { form, backend } = await openForm(newTarget('customer-1'), {
      calls: {
        'activities.create': () => {
          throw new AppError('E-DISK-FULL', 'no space left')
        },
      },
    })
    form.form.value.title = 'Devis'
    expect(await form.save()).toBeUndefined()
    expect(form.failure.value?.code).toBe('E-DISK-FULL')
    expect(form.form.value.title).toBe('Devis')
    expect(backend.inputs('drafts.discard')).toEqual([])
  })

  test('a customer that was deleted elsewhere must be replaced', async () => {
    const { form } = await openForm(newTarget('customer-1'), {
      profile: (id) => profileOf(id, { deletedAt: id === 'customer-1' ? now : null }),
    })
    expect(form.problems.value).toMatchObject({ customerId: { code: 'E-ACT-CUSTOMER-GONE' } })
    expect(await form.save()).toBeUndefined()
    await form.chooseCustomer('customer-2')
    await settle()
    expect(await form.save()).toEqual({ kind: 'created', id: 'activity-new', canUndo: true })
  })
})

describe('ACT-09 an edit', () => {
  const target: FormTarget = { kind: 'edit', activityId: 'activity-1' }

  test('writes the fields that were changed, and remembers what they were', async () => {
    const { form, backend } = await openForm(target)
    form.form.value.title = ''
    form.form.value.locationText = 'Atelier'
    expect(await form.save()).toEqual({
      kind: 'updated',
      canUndo: true,
      id: 'activity-1',
      before: { title: 'Retour', locationText: null },
      after: { title: null, locationText: 'Atelier' },
    })
    expect(backend.inputs('activities.update')).toEqual([
      { id: 'activity-1', patch: { title: null, locationText: 'Atelier' } },
    ])
  })

  test('without a change writes nothing', async () => {
    const { form, backend } = await openForm(target)
    expect(await form.save()).toEqual({ kind: 'unchanged' })
    expect(backend.inputs('activities.update')).toEqual([])
  })

  test('ACT-16 another customer brings the zone of its place', async () => {
    const { form, backend } = await openForm(target, {
      profile: (id) => profileOf(id, { tz: id === 'customer-2' ? 'Europe/Lisbon' : null }),
    })
    await form.chooseCustomer('customer-2')
    await settle()
    await form.save()
    expect(backend.inputs('activities.update')[0]?.patch).toMatchObject({
      customerId: 'customer-2',
      tz: 'Europe/Lisbon',
    })
  })

  test('ACT-12 quick buttons take only ways that are open from the stored status', async () => {
    const { form } = await openForm(target, { stored: { ...activity, status: 'cancelled' } })
    form.times.startsNow()
    expect(form.form.value.status).toBe('cancelled')
  })

  test('an unknown activity leaves the form closed', async () => {
    const { form } = await openForm(target, { stored: null })
    expect(form.isReady.value).toBe(false)
    expect(form.stored.value).toBeNull()
  })
})

describe('ACT-20 the draft', () => {
  test('is kept with every change, not with the defaults', async () => {
    const { form, backend } = await openForm(newTarget('customer-1'))
    expect(backend.inputs('drafts.save')).toEqual([])
    form.form.value.title = 'R'
    await settle()
    expect(backend.inputs('drafts.save')).toMatchObject([
      { key: 'activity:new:customer-1', payload: { value: { form: { title: 'R' } } } },
    ])
  })

  test('is taken up again with a notice, and can be thrown away', async () => {
    const { form: first, backend: earlier } = await openForm(newTarget('customer-1'))
    first.form.value.title = 'Retour'
    await settle()
    const payload = earlier.inputs('drafts.save').at(-1)?.payload

    const updatedAt = now - 5 * minute
    const draft = { key: 'activity:new:customer-1', payload, updatedAt, revision: 1 }
    const { form } = await openForm(newTarget('customer-1'), { draft })
    expect(form.form.value.title).toBe('Retour')
    expect(form.restoredAt.value).toBe(updatedAt)

    form.startAfresh()
    expect(form.form.value.title).toBe('')
    expect(form.restoredAt.value).toBeUndefined()
    expect(form.leave()).toBe(false)
  })

  test('stays when the form is left with changes, goes when there are none', async () => {
    const changed = await openForm(newTarget('customer-1'))
    changed.form.form.value.title = 'R'
    expect(changed.form.leave()).toBe(true)
    expect(changed.backend.inputs('drafts.discard')).toEqual([])

    const untouched = await openForm(newTarget('customer-1'))
    expect(untouched.form.leave()).toBe(false)
    expect(untouched.backend.inputs('drafts.discard')).toHaveLength(1)
  })

  test('of another window is shown as it grows', async () => {
    const { form, backend } = await openForm(newTarget('customer-1'))
    const value = { form: { ...form.form.value, title: 'Ailleurs' }, base: form.form.value }
    backend.emit('drafts.watch', {
      key: 'activity:new:customer-1',
      payload: { writer: 'other', value },
      updatedAt: now,
      revision: 2,
    })
    await settle()
    expect(form.form.value.title).toBe('Ailleurs')
    // Showing it is not a change of one's own.
    expect(backend.inputs('drafts.save')).toEqual([])
  })
})

test('ACT-14 warnings follow the form after a pause', async () => {
  const { form, backend } = await openForm(newTarget('customer-1'), {
    calls: {
      'activities.check': ({ candidate }) =>
        candidate.endAt === now + 75 * minute ? [{ kind: 'overlap', others: [] }] : [],
    },
  })
  expect(form.warnings.value).toEqual([])
  form.times.lasts(60)
  await settle()
  expect(form.warnings.value).toEqual([{ kind: 'overlap', others: [] }])
  expect(backend.inputs('activities.check').at(-1)).toMatchObject({
    id: null,
    candidate: { customerId: 'customer-1', assigneeId: 'user-1', status: 'planned' },
  })
})
