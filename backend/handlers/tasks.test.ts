import { expect, test } from 'vitest'
import type { Task } from '../../core/contract/tasks.ts'
import { addActivity, addCustomer, novemberAt } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'

interface Followed extends TestBackend {
  readonly userId: string
  readonly customerId: string
  readonly activityId: string
}

async function withActivity(): Promise<Followed> {
  const app = await openTestWorkspace()
  const customerId = await addCustomer(app, 'Norauto')
  return {
    ...app,
    customerId,
    activityId: await addActivity(app, customerId, novemberAt(23, '09:00')),
  }
}

async function addTask(
  { client, customerId, activityId }: Followed,
  title: string,
  other: Partial<Pick<Task, 'due' | 'priority' | 'assigneeId'>> = {},
): Promise<string> {
  const { id } = await client.call('tasks.create', {
    task: { title, customerId, activityId, ...other },
  })
  return id
}

const tasksOf = ({ first, activityId }: Followed): Promise<Task[]> =>
  first('tasks.watch', { activityId })

test('TSK-02 a task is assigned to whoever creates it, unless it says otherwise', async () => {
  const app = await withActivity()
  const id = await addTask(app, '  Rappeler  ', { due: { day: '2026-11-27' } })
  expect(await tasksOf(app)).toEqual([
    {
      ...{ id, title: 'Rappeler', customerId: app.customerId, activityId: app.activityId },
      ...{ activityDeleted: false, assigneeId: app.userId, due: { day: '2026-11-27' } },
      ...{ priority: 'normal', status: 'open', completions: [], completedAt: null },
      ...{ createdAt: testNow, createdBy: app.userId, updatedAt: testNow, updatedBy: app.userId },
    },
  ])
})

test.each([
  ['no title', { title: ' ' }],
  ['a title of 201 characters', { title: 'x'.repeat(201) }],
  ['a day that does not exist', { title: 'Rappeler', due: { day: '2026-02-30' } }],
])('TSK-02 %s is refused', async (_, fields) => {
  const app = await withActivity()
  await expect(
    app.client.call('tasks.create', { task: { customerId: app.customerId, ...fields } }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

test('TSK-01 a task of an unknown customer or activity is refused', async () => {
  const app = await withActivity()
  for (const place of [
    { customerId: 'nobody', activityId: app.activityId },
    { customerId: app.customerId, activityId: 'nothing' },
  ])
    await expect(
      app.client.call('tasks.create', { task: { title: 'Rappeler', ...place } }),
    ).rejects.toMatchObject({ code: 'E-NOT-FOUND' })
})

test('TSK-01 the task of a branch lies in the document of its main customer', async () => {
  const app = await withActivity()
  const branch = await addCustomer(app, 'Norauto Rennes', app.customerId)
  await app.client.call('tasks.create', { task: { title: 'Rappeler', customerId: branch } })
  const rows = app.backend.services.db.reader.raw.prepare('select doc_id, customer_id from task')
  expect(rows.all()).toEqual([{ doc_id: `c/${app.customerId}`, customer_id: branch }])
})

test('TSK-02 fields are changed one by one, also to nothing', async () => {
  const app = await withActivity()
  const id = await addTask(app, 'Rappeler', { due: { day: '2026-11-27' } })
  app.clock.now += 60_000
  const at = novemberAt(27, '14:00')
  await app.client.call('tasks.update', { id, patch: { due: { at }, priority: 'high' } })
  expect(await tasksOf(app)).toMatchObject([
    { title: 'Rappeler', due: { at }, priority: 'high', updatedAt: testNow + 60_000 },
  ])
  await app.client.call('tasks.update', { id, patch: { due: null, assigneeId: null } })
  expect(await tasksOf(app)).toMatchObject([{ due: null, assigneeId: null, priority: 'high' }])
})

test('TSK-03 completing records who and when, reopening undoes it, and both can be taken back', async () => {
  const app = await withActivity()
  const id = await addTask(app, 'Rappeler')
  const { deed: completion } = await app.client.call('tasks.setDone', { id, done: true })
  const done = { status: 'done', completedAt: testNow }
  const completions = [{ id: completion, by: app.userId, at: testNow }]
  expect(await tasksOf(app)).toMatchObject([{ ...done, completions }])
  expect(await app.client.call('tasks.setDone', { id, done: true })).toEqual({ deed: null })

  app.clock.now += 60_000
  const { deed: reopening } = await app.client.call('tasks.setDone', { id, done: false })
  expect(await tasksOf(app)).toMatchObject([{ status: 'open', completions: [], completedAt: null }])
  await app.client.call('tasks.takeBack', { id, deed: reopening! })
  expect(await tasksOf(app)).toMatchObject([{ ...done, completions }])
  await app.client.call('tasks.takeBack', { id, deed: completion! })
  expect(await tasksOf(app)).toMatchObject([{ status: 'open', completions: [] }])
})

test('TSK-05 open tasks come first by due date, done ones last', async () => {
  const app = await withActivity()
  const done = await addTask(app, 'Faite', { due: { day: '2026-11-20' } })
  await addTask(app, 'Sans date')
  await addTask(app, 'Vendredi', { due: { day: '2026-11-27' } })
  await addTask(app, 'Vendredi midi', { due: { at: novemberAt(27, '12:00') } })
  await app.client.call('tasks.setDone', { id: done, done: true })
  expect((await tasksOf(app)).map(({ title }) => title)).toEqual([
    ...['Vendredi midi', 'Vendredi', 'Sans date', 'Faite'],
  ])
})

test('TSK-05 ACT-10 deleting the activity counts its tasks and keeps them, saying so', async () => {
  const app = await withActivity()
  await addTask(app, 'Rappeler')
  const deleted = await addTask(app, 'Doublon')
  await app.client.call('tasks.setDeleted', { id: deleted, deleted: true })
  const { activityId: id } = app
  expect(await app.client.call('activities.deletionImpact', { id })).toMatchObject({ tasks: 1 })
  await app.client.call('activities.setDeleted', { id, deleted: true })
  expect(await tasksOf(app)).toMatchObject([{ title: 'Rappeler', activityDeleted: true }])
})

test('TSK-05 a deleted task is not changed, and comes back as it was', async () => {
  const app = await withActivity()
  const id = await addTask(app, 'Rappeler')
  const before = await tasksOf(app)
  await app.client.call('tasks.setDeleted', { id, deleted: true })
  expect(await tasksOf(app)).toEqual([])
  for (const change of [
    app.client.call('tasks.update', { id, patch: { title: 'Autre' } }),
    app.client.call('tasks.setDone', { id, done: true }),
  ])
    await expect(change).rejects.toMatchObject({ code: 'E-NOT-FOUND' })
  await app.client.call('tasks.setDeleted', { id, deleted: false })
  expect(await tasksOf(app)).toEqual(before)
})

test('TSK-05 rebuilding the read tables gives the same tasks', async () => {
  const app = await withActivity()
  const id = await addTask(app, 'Rappeler', {
    due: { at: novemberAt(27, '12:00') },
    priority: 'low',
  })
  await app.client.call('tasks.setDone', { id, done: true })
  await addTask(app, 'Devis', { due: { day: '2026-11-30' } })
  const rows = () =>
    app.backend.services.db.reader.raw.prepare('select * from task order by id').all()
  const before = rows()
  await app.client.run('maintenance.rebuild', {})
  expect(rows()).toEqual(before)
})
