import { expect, test } from 'vitest'
import type { ActivityType } from '../../core/contract/activity-types.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'
import { noExtras } from '../../core/domain/activity-types/builtin-types.ts'

const hourMs = 3_600_000
const look = { icon: 'i-lucide-star', color: '#4338CA' }

const types = (app: TestBackend) => app.first('activityTypes.watch', {})
const conflicts = (app: TestBackend) => app.first('conflicts.watch', {})
const typeOf = async (app: TestBackend, id: string): Promise<ActivityType | undefined> =>
  (await types(app)).find((type) => type.id === id)
const typeIdOf = async (app: TestBackend, id: string): Promise<string | undefined> =>
  (await app.first('activities.watch', { id }))?.typeId

async function addType({ client }: TestBackend, fr: string): Promise<string> {
  const { id } = await client.call('activityTypes.create', { name: { fr }, ...look })
  return id
}

const update = ({ client }: TestBackend, id: string, patch: object) =>
  client.call('activityTypes.update', { id, patch })

test('TYP-02 a type is created behind the others, with name, description, icon and colour', async () => {
  const app = await openTestWorkspace()
  const { id } = await app.client.call('activityTypes.create', {
    name: { fr: ' Revue trimestrielle ' },
    description: 'Bilan',
    ...look,
  })
  expect((await types(await app.reopen())).at(-1)).toEqual({
    id,
    key: null,
    name: { fr: 'Revue trimestrielle' },
    description: 'Bilan',
    ...look,
    defaultDurationMin: 30,
    direction: null,
    isPlanned: false,
    instant: false,
    builtin: false,
    archivedAt: null,
    replacedBy: null,
    order: 6,
    formIds: [],
    reportLimitMin: null,
    ...noExtras,
  })
})

test.each([
  ['a name that another type has', { name: { fr: 'REUNION' }, ...look }, 'E-TYP-NAME-TAKEN'],
  ['a name of blanks', { name: { fr: '  ' }, ...look }, 'E-TYP-NAME-INVALID'],
  ['a name of 61 characters', { name: { fr: 'x'.repeat(61) }, ...look }, 'E-TYP-NAME-INVALID'],
  ['an icon outside of the set', { name: { fr: 'A' }, ...look, icon: 'x' }, 'INVALID_INPUT'],
  ['a colour that is none', { name: { fr: 'A' }, ...look, color: 'red' }, 'INVALID_INPUT'],
])('TYP-03 a new type with %s is refused', async (_, input, code) => {
  const app = await openTestWorkspace()
  await expect(app.client.call('activityTypes.create', input)).rejects.toMatchObject({ code })
})

test('TYP-03 an archived type leaves its name to others, and comes back under another only', async () => {
  const app = await openTestWorkspace()
  const first = await addType(app, 'Salon')
  await update(app, first, { archived: true })
  await addType(app, 'salon')
  await expect(update(app, first, { archived: false })).rejects.toMatchObject({
    code: 'E-TYP-NAME-TAKEN',
  })
  await update(app, first, { archived: false, name: { fr: 'Foire' } })
  expect(await typeOf(app, first)).toMatchObject({ name: { fr: 'Foire' }, archivedAt: null })
})

test('TYP-05 a type that nothing has is deleted, and an undo brings it back', async () => {
  const app = await openTestWorkspace()
  const id = await addType(app, 'Salon')
  await app.client.call('activityTypes.setDeleted', { id, deleted: true })
  expect(await typeOf(app, id)).toBeUndefined()
  await app.client.call('activityTypes.setDeleted', { id, deleted: false })
  expect(await typeOf(app, id)).toMatchObject({ archivedAt: null, name: { fr: 'Salon' } })
})

test('TYP-05 a type in use is not deleted: how many activities have it, the trash included, is told', async () => {
  const app = await openTestWorkspace()
  const id = await addType(app, 'Salon')
  const customer = await addCustomer(app, 'Norauto')
  await addActivity(app, customer, testNow - hourMs, { typeId: id })
  const removed = await addActivity(app, customer, testNow - 2 * hourMs, { typeId: id })
  await app.client.call('activities.setDeleted', { id: removed, deleted: true })
  const remove = () => app.client.call('activityTypes.setDeleted', { id, deleted: true })
  await expect(remove()).rejects.toMatchObject({
    code: 'E-TYP-IN-USE',
    details: { count: 2, trashed: 1 },
  })
  expect(await app.client.call('activityTypes.usage', { id })).toEqual({ count: 1, trashed: 1 })
})

test('TYP-04 a built-in type is not deleted', async () => {
  const app = await openTestWorkspace()
  await expect(
    app.client.call('activityTypes.setDeleted', { id: 'type-visit', deleted: true }),
  ).rejects.toMatchObject({ code: 'E-TYP-BUILTIN' })
})

test('TYP-05 replacing gives all activities another type and archives the old one; an undo takes it back', async () => {
  const app = await openTestWorkspace()
  const id = await addType(app, 'Salon')
  const customers = [await addCustomer(app, 'Norauto'), await addCustomer(app, 'Midas')]
  const ids: string[] = []
  for (const customer of customers)
    for (const hour of [1, 2])
      ids.push(await addActivity(app, customer, testNow - hour * hourMs, { typeId: id }))
  const removed = ids[3]!
  await app.client.call('activities.setDeleted', { id: removed, deleted: true })
  const meeting = await addActivity(app, customers[0]!, testNow, { typeId: 'type-meeting' })

  app.clock.now += hourMs
  const seen: unknown[] = []
  const { changed, cancelled, ...replacement } = await app.client.run(
    'activityTypes.replace',
    { id, by: 'type-meeting' },
    { onProgress: (progress) => seen.push(progress) },
  )
  expect({ changed, cancelled }).toEqual({ changed: 4, cancelled: false })
  expect([seen[0], seen.at(-1)]).toEqual([
    { done: 0, total: 4 },
    { done: 4, total: 4 },
  ])
  for (const activity of ids) expect(await typeIdOf(app, activity)).toBe('type-meeting')
  expect(await typeOf(app, id)).toMatchObject({
    archivedAt: testNow + hourMs,
    replacedBy: 'type-meeting',
  })
  expect((await app.client.call('activities.trash', {})).rows.map((row) => row.id)).toEqual([
    removed,
  ])
  expect(await app.client.call('activityTypes.usage', { id })).toEqual({ count: 0, trashed: 0 })

  app.clock.now += hourMs
  await app.client.call('activities.update', { id: ids[0]!, patch: { typeId: 'type-visit' } })
  const undone = await app.client.run('activityTypes.undoReplace', replacement, {})
  expect(undone).toEqual({ changed: 3, cancelled: false })
  expect(await Promise.all(ids.map((one) => typeIdOf(app, one)))).toEqual([
    'type-visit',
    ...[id, id, id],
  ])
  expect(await typeIdOf(app, meeting)).toBe('type-meeting')
  expect(await typeOf(app, id)).toMatchObject({ archivedAt: null, replacedBy: null })
  expect((await app.client.call('activities.trash', {})).total).toBe(1)
  expect((await conflicts(app)).total).toBe(0)
})

test('TYP-05 a replacement that is stopped leaves the rest to the next one, and to nobody who chooses a type', async () => {
  const app = await openTestWorkspace()
  const id = await addType(app, 'Salon')
  const customer = await addCustomer(app, 'Norauto')
  const activity = await addActivity(app, customer, testNow - hourMs, { typeId: id })
  const stop = new AbortController()
  const stopped = await app.client.run(
    'activityTypes.replace',
    { id, by: 'type-visit' },
    { signal: stop.signal, onProgress: () => stop.abort() },
  )
  expect(stopped).toMatchObject({ changed: 0, cancelled: true })
  expect(await typeOf(app, id)).toMatchObject({ archivedAt: testNow, replacedBy: 'type-visit' })
  const whole = await app.client.run('activityTypes.replace', { id, by: 'type-visit' }, {})
  expect(whole).toMatchObject({ changed: 1, cancelled: false, wasArchivedAt: testNow })
  expect(await typeIdOf(app, activity)).toBe('type-visit')
})

test('TYP-05 a type is not replaced by itself, nor by one that is archived', async () => {
  const app = await openTestWorkspace()
  const id = await addType(app, 'Salon')
  await update(app, 'type-visit', { archived: true })
  for (const by of [id, 'type-visit'])
    await expect(app.client.run('activityTypes.replace', { id, by }, {})).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
})

test('TYP-01 a type is moved behind another, and to the front', async () => {
  const app = await openTestWorkspace()
  const order = async () => (await types(app)).map((type) => type.id)
  await app.client.call('activityTypes.move', { id: 'type-meeting', after: 'type-visit' })
  expect(await order()).toEqual([
    ...['type-visit', 'type-meeting', 'type-planned-visit', 'type-call-in', 'type-call-out'],
  ])
  await app.client.call('activityTypes.move', { id: 'type-call-out', after: null })
  expect((await order())[0]).toBe('type-call-out')
})

test('TYP-06 activities that whoever archived the type knew of, and those given it knowingly, are no question', async () => {
  const app = await openTestWorkspace()
  const id = await addType(app, 'Salon')
  const customer = await addCustomer(app, 'Norauto')
  await addActivity(app, customer, testNow - hourMs, { typeId: id })
  app.clock.now += hourMs
  await update(app, id, { archived: true })
  app.clock.now += hourMs
  await addActivity(app, customer, testNow, { typeId: id })
  const other = await addActivity(app, customer, testNow - 3 * hourMs)
  await app.client.call('activities.update', { id: other, patch: { typeId: id } })
  expect(await conflicts(app)).toEqual({ open: [], total: 0 })
})

test('TYP-06 the questions about an archived type are found by an index, however many have it', async () => {
  const app = await openTestWorkspace()
  const { reader } = app.backend.services.db
  const steps = reader
    .prepared(
      `explain query plan select id from activity
       where type_id = ? and typed_by = ? and typed_at > ? and type_kept = 0 and deleted_at is null`,
    )
    .all('type-visit', app.userId, 0) as { detail: string }[]
  expect(steps.map(({ detail }) => detail)).toEqual([
    'SEARCH activity USING INDEX activity_typed (type_id=? AND typed_by=? AND typed_at>?)',
  ])
})
