import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { addActivity, addCustomer, novemberAt } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'

const tz = 'Europe/Paris'
const hourMs = 3_600_000

const details = (app: TestBackend, id: string) => app.first('activities.watch', { id })

test('ACT-01 an activity created for a branch is linked to it, with description and files', async () => {
  const app = await openTestWorkspace()
  const parent = await addCustomer(app, 'Norauto')
  const branch = await addCustomer(app, 'Norauto Lyon', parent)
  const file = await app.client.call('attachments.stage', {
    name: 'photo.jpg',
    mime: 'image/jpeg',
    content: new Uint8Array([1, 2, 3]),
  })
  const { id } = await app.client.call('activities.create', {
    activity: {
      typeId: 'type-visit',
      customerId: branch,
      startAt: testNow - hourMs,
      endAt: testNow,
    },
    description: [{ insert: 'Visite du stock\n' }],
    attachments: [file],
  })
  expect(await details(app, id)).toMatchObject({
    customerId: branch,
    customerName: 'Norauto Lyon',
    parentName: 'Norauto',
    description: [{ insert: 'Visite du stock\n' }],
    attachmentCount: 1,
    assigneeId: app.userId,
    createdBy: app.userId,
    createdAt: testNow,
  })
})

test('ACT-02 a start is required except for a draft, an end is not', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  await expect(addActivity(app, customer, null, { status: 'planned' })).rejects.toMatchObject({
    code: 'E-ACT-NO-START',
  })
  const draft = await addActivity(app, customer, null, { status: 'draft' })
  expect(await details(app, draft)).toMatchObject({ status: 'draft', startAt: null })
  const open = await addActivity(app, customer, testNow - hourMs, { endAt: null })
  expect(await details(app, open)).toMatchObject({ status: 'in_progress', endAt: null })
})

test('ACT-03 a new activity is offered with the next quarter, the last type and the preferred contact', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const { id: contact } = await app.client.call('contacts.create', {
    customerId: customer,
    fields: { name: 'Nadia Perrin', preferred: true },
  })
  app.clock.now = testNow + 7 * 60_000
  await addActivity(app, customer, testNow, { typeId: 'type-call-out' })
  expect(await app.client.call('activities.defaults', { customerId: customer, tz })).toMatchObject({
    typeId: 'type-call-out',
    customerId: customer,
    startAt: testNow + 15 * 60_000,
    endAt: testNow + 30 * 60_000,
    assigneeId: app.userId,
    contactIds: [contact],
  })
})

test('ACT-04 an end at or before the start is refused with the field', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  for (const endAt of [testNow, testNow - 1])
    await expect(addActivity(app, customer, testNow, { endAt })).rejects.toMatchObject({
      code: 'E-ACT-END-BEFORE-START',
      details: { field: 'endAt' },
    })
})

test('ACT-04 more than 14 days is refused, more than 24 hours is a warning', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const startAt = novemberAt(1, '10:00')
  const create = (hours: number) =>
    app.client.call('activities.create', {
      activity: {
        typeId: 'type-visit',
        customerId: customer,
        startAt,
        endAt: startAt + hours * hourMs,
      },
    })
  await expect(create(14 * 24 + 1)).rejects.toMatchObject({ code: 'E-ACT-TOO-LONG' })
  expect((await create(25)).warnings.map(({ kind }) => kind)).toEqual(['longer_than_day'])
})

test('ACT-04 the past limit holds for creation and for moving the start back, except for a manager with a reason', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  await app.client.call('organisation.update', { pastCreationLimitMin: 60 })
  const { id: rep } = await app.client.call('users.create', { firstName: 'Karim', roles: ['rep'] })
  const asRep = await app.connect({ as: rep })
  const activity = {
    typeId: 'type-visit',
    customerId: customer,
    startAt: testNow - 61 * 60_000,
    endAt: testNow,
  }
  const overrideReason = 'Saisie oubliée'
  await expect(asRep.call('activities.create', { activity })).rejects.toMatchObject({
    code: 'E-ACT-PAST-LIMIT',
  })
  await expect(asRep.call('activities.create', { activity, overrideReason })).rejects.toMatchObject(
    { code: 'E-ACT-PAST-LIMIT' },
  )
  await app.client.call('activities.create', { activity, overrideReason })
  const { id } = await asRep.call('activities.create', {
    activity: { ...activity, startAt: testNow - 60 * 60_000 },
  })
  await expect(
    asRep.call('activities.update', { id, patch: { startAt: testNow - 62 * 60_000 } }),
  ).rejects.toMatchObject({ code: 'E-ACT-PAST-LIMIT' })
  app.clock.now += 24 * hourMs
  await asRep.call('activities.update', { id, patch: { title: 'Relevé de stock' } })
})

test('ACT-04 a customer that is unknown or deleted is refused', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  await app.client.call('customers.setDeleted', { id: customer, deleted: true })
  for (const id of [customer, 'nobody'])
    await expect(addActivity(app, id, testNow)).rejects.toMatchObject({
      code: 'E-ACT-CUSTOMER-GONE',
    })
})

test('ACT-04 a description over 100,000 characters is refused, hostile marks are dropped', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const create = (description: { insert: string; attributes?: Record<string, unknown> }[]) =>
    app.client.call('activities.create', {
      activity: { typeId: 'type-visit', customerId: customer, startAt: testNow - hourMs },
      description,
    })
  await expect(create([{ insert: 'a'.repeat(100_001) }])).rejects.toMatchObject({
    code: 'E-ACT-DESCRIPTION-TOO-LONG',
  })
  const { id } = await create([
    { insert: 'lien', attributes: { link: 'javascript:alert(1)', bold: true } },
    { insert: '\n' },
  ])
  expect((await details(app, id))?.description).toEqual([
    { insert: 'lien', attributes: { bold: true } },
    { insert: '\n' },
  ])
})

test('ACT-09 any field can be edited; only what was given changes', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const id = await addActivity(app, customer, testNow - hourMs, { title: 'Stock' })
  await app.client.call('activities.update', {
    id,
    patch: { endAt: testNow, locationText: 'Atelier' },
  })
  expect(await details(app, id)).toMatchObject({
    title: 'Stock',
    startAt: testNow - hourMs,
    endAt: testNow,
    locationText: 'Atelier',
  })
})

test('TYP-07 a type that needs a place takes the customer’s, and is refused without any', async () => {
  const app = await openTestWorkspace()
  await app.client.call('activityTypes.update', {
    ...{ id: 'type-visit', patch: { requiresLocation: true } },
  })
  const customer = await addCustomer(app, 'Norauto')
  const saving = addActivity(app, customer, testNow)
  await expect(saving).rejects.toMatchObject({
    ...{ code: 'E-ACT-LOCATION-REQUIRED', details: { field: 'locationText' } },
  })
  await addActivity(app, customer, testNow, { locationText: 'Atelier' })
  await addActivity(app, customer, testNow, { status: 'draft' })
  await app.client.call('customers.update', { id: customer, patch: { city: 'Rennes' } })
  await addActivity(app, customer, testNow)
})

test('TYP-07 ACT-12 a type can ask for a reason to cancel', async () => {
  const app = await openTestWorkspace()
  const reasons = { cancelReasons: ['Client absent'], cancelReasonRequired: true }
  await app.client.call('activityTypes.update', { id: 'type-visit', patch: reasons })
  const customer = await addCustomer(app, 'Norauto')
  const id = await addActivity(app, customer, testNow + hourMs, { status: 'planned' })
  const cancel = (cancelReason: string | null) =>
    app.client.call('activities.update', { id, patch: { status: 'cancelled', cancelReason } })
  await expect(cancel(null)).rejects.toMatchObject({ code: 'E-ACT-REASON-REQUIRED' })
  await cancel('Client absent')
  expect(await details(app, id)).toMatchObject({ status: 'cancelled' })
})

test('ACT-09 an unknown activity is refused with its code', async () => {
  const app = await openTestWorkspace()
  await expect(
    app.client.call('activities.update', { id: 'nothing', patch: { title: 'x' } }),
  ).rejects.toMatchObject({ code: 'E-NOT-FOUND' })
  expect(await details(app, 'nothing')).toBeNull()
})

test('ACT-10 deleting tells what goes with it, and restoring brings everything back', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const id = await addActivity(app, customer, testNow - hourMs, {}, 'Visite du stock')
  await app.client.call('notes.create', { activityId: id, body: [{ insert: 'À rappeler\n' }] })
  const before = await details(app, id)
  expect(await app.client.call('activities.deletionImpact', { id })).toEqual({
    reports: 0,
    attachments: 0,
    notes: 1,
    tasks: 0,
    wantsReason: false,
  })
  await app.client.call('activities.setDeleted', { id, deleted: true })
  const page = { filter: { tz, text: 'stock' }, block: 'history' as const }
  expect((await app.client.call('timeline.page', page)).rows).toEqual([])
  await app.client.call('activities.setDeleted', { id, deleted: false })
  expect(await details(app, id)).toEqual(before)
  expect((await app.client.call('timeline.page', page)).rows.map((row) => row.id)).toEqual([id])
})

test('ACT-10 the trash lists what was deleted within its days, last deleted first', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const first = await addActivity(app, customer, novemberAt(20, '10:00'))
  const second = await addActivity(app, customer, novemberAt(21, '10:00'))
  await app.client.call('activities.setDeleted', { id: first, deleted: true })
  app.clock.now += 29 * 24 * hourMs
  await app.client.call('activities.setDeleted', { id: second, deleted: true })
  const trash = () => app.client.call('activities.trash', {})
  expect((await trash()).rows.map(({ id }) => id)).toEqual([second, first])
  expect((await trash()).rows[1]).toMatchObject({
    deletedBy: app.userId,
    deletedAt: testNow,
    expiresAt: testNow + 30 * 24 * hourMs,
  })
  app.clock.now += 24 * hourMs
  expect((await trash()).rows.map(({ id }) => id)).toEqual([second])
  expect((await trash()).total).toBe(1)
})

test('ACT-12 statuses follow their order; done goes back to planned only by a manager with a reason', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const id = await addActivity(app, customer, testNow + hourMs)
  const set = (status: 'planned' | 'in_progress' | 'done', reason?: string) =>
    app.client.call('activities.update', { id, patch: { status }, ...(reason && { reason }) })
  expect((await details(app, id))?.status).toBe('planned')
  await set('in_progress')
  await expect(set('planned')).rejects.toMatchObject({ code: 'E-ACT-STATUS' })
  await set('done')
  await expect(set('planned')).rejects.toMatchObject({ code: 'E-ACT-REASON-REQUIRED' })
  const { id: rep } = await app.client.call('users.create', { firstName: 'Karim', roles: ['rep'] })
  const asRep = await app.connect({ as: rep })
  await expect(
    asRep.call('activities.update', { id, patch: { status: 'planned' }, reason: 'Erreur' }),
  ).rejects.toMatchObject({ code: 'E-ACT-STATUS' })
  await set('planned', 'Saisie par erreur')
  expect((await details(app, id))?.status).toBe('planned')
})

test('ACT-12 a second activity in progress is a warning, or refused when the organisation says so', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const running = await addActivity(app, customer, testNow - 3 * hourMs, { endAt: null })
  const candidate = {
    typeId: 'type-visit',
    customerId: customer,
    startAt: testNow,
    endAt: null,
    assigneeId: app.userId,
    status: 'in_progress' as const,
  }
  const warnings = await app.client.call('activities.check', { id: null, candidate })
  expect(warnings.map(({ kind, others }) => [kind, others.map(({ id }) => id)])).toEqual([
    ['in_progress', [running]],
  ])
  await app.client.call('organisation.update', { oneInProgress: 'block' })
  await expect(addActivity(app, customer, testNow, { endAt: null })).rejects.toMatchObject({
    code: 'E-ACT-IN-PROGRESS',
  })
})

test('ACT-14 an overlap of the same person is a warning; touching ends are none', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Garage Martin')
  const call = await addActivity(app, customer, novemberAt(20, '10:00'), { typeId: 'type-call-in' })
  const at = async (time: string, assigneeId = app.userId) => {
    const startAt = novemberAt(20, time)
    const warnings = await app.client.call('activities.check', {
      id: null,
      candidate: {
        typeId: 'type-visit',
        customerId: customer,
        startAt,
        endAt: startAt + 30 * 60_000,
        assigneeId,
        status: 'done',
      },
    })
    return warnings.map(({ kind, others }) => [kind, others.map(({ id }) => id)])
  }
  expect(await at('10:15')).toEqual([['overlap', [call]]])
  expect(await at('10:30')).toEqual([])
  expect(await at('09:30')).toEqual([])
  expect(await at('10:15', 'somebody-else')).toEqual([])
})

test('ACT-14 an organisation may block overlaps or ignore them', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Garage Martin')
  await addActivity(app, customer, novemberAt(20, '10:00'), { typeId: 'type-call-in' })
  await app.client.call('organisation.update', { overlapPolicy: 'block' })
  await expect(addActivity(app, customer, novemberAt(20, '10:15'))).rejects.toMatchObject({
    code: 'E-ACT-OVERLAP',
    details: { customer: 'Garage Martin' },
  })
  await app.client.call('organisation.update', { overlapPolicy: 'off' })
  await addActivity(app, customer, novemberAt(20, '10:15'))
})

test('ACT-14 a long activity that began days before is still found', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Garage Martin')
  const long = await addActivity(app, customer, novemberAt(10, '10:00'), {
    endAt: novemberAt(20, '10:10'),
  })
  const { warnings } = await app.client.call('activities.create', {
    activity: {
      typeId: 'type-call-in',
      customerId: customer,
      startAt: novemberAt(20, '10:00'),
      endAt: novemberAt(20, '10:15'),
    },
  })
  expect(warnings).toMatchObject([{ kind: 'overlap', others: [{ id: long }] }])
})

test('ACT-16 times are kept as instants with the zone of the place', async () => {
  const app = await openTestWorkspace()
  const { id: lisbon } = await app.client.call('customers.create', {
    fields: { name: 'Midas Lisboa', tz: 'Europe/Lisbon' },
  })
  const paris = await addCustomer(app, 'Norauto')
  const there = await addActivity(app, lisbon, novemberAt(20, '10:00'))
  const here = await addActivity(app, paris, novemberAt(20, '14:00'))
  expect(await details(app, there)).toMatchObject({
    tz: 'Europe/Lisbon',
    customerTz: 'Europe/Lisbon',
  })
  expect(await details(app, here)).toMatchObject({ tz, customerTz: null })
  await app.client.call('users.update', { id: app.userId, patch: { tz: 'Asia/Tokyo' } })
  expect(await details(app, here)).toMatchObject({ startAt: novemberAt(20, '14:00'), tz })
  await expect(addActivity(app, paris, testNow, { tz: 'Mars/Olympus' })).rejects.toMatchObject({
    code: 'E-TIME-INVALID',
  })
})

test('ACT-17 the same visit recorded twice within a quarter of an hour is a warning', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const first = await addActivity(app, customer, novemberAt(20, '10:00'), {
    endAt: null,
    status: 'done',
  })
  const check = async (time: string) => {
    const warnings = await app.client.call('activities.check', {
      id: null,
      candidate: {
        typeId: 'type-visit',
        customerId: customer,
        startAt: novemberAt(20, time),
        endAt: null,
        assigneeId: app.userId,
        status: 'done',
      },
    })
    return warnings.map(({ kind, others }) => [kind, others.map(({ id }) => id)])
  }
  expect(await check('10:15')).toEqual([['duplicate', [first]]])
  expect(await check('10:16')).toEqual([])
})

test('ACT-08 an update of the customer’s name shows on its activities at once', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const id = await addActivity(app, customer, testNow - hourMs)
  await app.client.call('customers.update', { id: customer, patch: { name: 'Norauto Lyon' } })
  expect((await details(app, id))?.customerName).toBe('Norauto Lyon')
})

/** A planned visit from 11:00 to 11:30, an hour from now. */
async function plannedVisit() {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const id = await addActivity(app, customer, testNow + hourMs, { typeId: 'type-planned-visit' })
  const plan = { plannedStartAt: testNow + hourMs, plannedEndAt: testNow + 1.5 * hourMs }
  return { ...app, id, plan }
}

test('ACT-13 the planned interval is kept when the actual start and end are recorded', async () => {
  const app = await plannedVisit()
  const { id, plan } = app
  expect(await details(app, id)).toMatchObject({ status: 'planned', ...plan })
  const startAt = plan.plannedStartAt + 12 * 60_000
  const start = { status: 'in_progress', startAt, typeId: 'type-visit' } as const
  await app.client.call('activities.update', { id, patch: start })
  expect(await details(app, id)).toMatchObject({ ...start, endAt: plan.plannedEndAt, ...plan })
  const end = { status: 'done', endAt: plan.plannedEndAt + 20 * 60_000 } as const
  await app.client.call('activities.update', { id, patch: end })
  expect(await details(app, id)).toMatchObject({ ...end, startAt, ...plan })
})

test('ACT-13 the plan follows the times while the activity is planned', async () => {
  const app = await plannedVisit()
  const times = { startAt: testNow + 5 * hourMs, endAt: testNow + 6 * hourMs }
  await app.client.call('activities.update', { id: app.id, patch: times })
  expect(await details(app, app.id)).toMatchObject({
    ...{ plannedStartAt: times.startAt, plannedEndAt: times.endAt },
  })
})

test('ACT-13 one that says nothing of its plan keeps the times that it was planned for', async () => {
  const app = await plannedVisit()
  const { documentId } = (await details(app, app.id))!
  app.backend.services.documents.write({ userId: app.userId, deviceId: 'd', at: testNow }, (edit) =>
    edit.document(documentId, (doc) => {
      const record = doc.getMap('activities').get(app.id) as Y.Map<unknown>
      for (const field of ['plannedStartAt', 'plannedEndAt']) record.delete(field)
    }),
  )
  await expect.poll(async () => (await details(app, app.id))?.plannedStartAt).toBeNull()
  await app.client.call('activities.update', {
    ...{ id: app.id, patch: { status: 'in_progress', startAt: testNow } },
  })
  expect(await details(app, app.id)).toMatchObject(app.plan)
})

test('ACT-13 a started visit is one record, with one history of plan and visit', async () => {
  const app = await plannedVisit()
  app.clock.now = testNow + hourMs
  await app.client.call('activities.update', {
    ...{
      id: app.id,
      patch: { status: 'in_progress', typeId: 'type-visit', startAt: app.clock.now },
    },
  })
  const { entries } = await app.client.call('activities.history', { id: app.id })
  expect(entries.map(({ kind }) => kind)).toEqual(['changed', 'created'])
  expect(entries[0]?.changes).toEqual([
    { field: 'typeId', before: 'type-planned-visit', after: 'type-visit', isKept: true },
    { field: 'status', before: 'planned', after: 'in_progress', isKept: true },
  ])
  const { rows } = await app.client.call('timeline.page', { filter: { tz }, block: 'history' })
  expect(rows.map(({ id, typeId }) => [id, typeId])).toEqual([[app.id, 'type-visit']])
})
