import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { HistoryPoint } from '../../core/contract/activity-history.ts'
import { foldAfterMs } from '../../core/sync/folding.ts'
import { LogCompaction } from '../documents/log-compaction.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'
import { rebuildRows } from '../documents/rebuild-rows.ts'

const hour = 3_600_000
const minute = 60_000

type Workspace = Awaited<ReturnType<typeof openTestWorkspace>>

interface Sample {
  readonly app: Workspace
  readonly customer: string
  readonly id: string
}

/** A visit titled Visite, an hour long, made at `testNow`. */
async function visit(): Promise<Sample> {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const id = await addActivity(app, customer, testNow - hour, { title: 'Visite', endAt: testNow })
  return { app, customer, id }
}

const update = (
  { app, id }: Sample,
  at: number,
  patch: Parameters<typeof app.client.call<'activities.update'>>[1]['patch'],
) => {
  app.clock.now = at
  return app.client.call('activities.update', { id, patch })
}

const history = async ({ app, id }: Pick<Sample, 'id'> & { app: TestBackend }) =>
  (await app.client.call('activities.history', { id })).entries

const details = async ({ app, id }: Sample) => (await app.first('activities.watch', { id }))!

const at = ({ app, id }: Sample, point: HistoryPoint) =>
  app.client.call('activities.at', { id, point })

/** Types into the description, as an editor does. */
async function type(sample: Sample, when: number, text: string): Promise<void> {
  const { app, id } = sample
  app.clock.now = when
  const { documentId } = await details(sample)
  const replica = new Y.Doc()
  app.backend.services.documents.read(documentId, (doc) =>
    Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc)),
  )
  const before = Y.encodeStateVector(replica)
  const record = replica.getMap<Y.Map<unknown>>('activities').get(id)!
  const description = record.get('description') as Y.Text
  description.insert(description.length, text)
  await app.client.call('documents.apply', {
    documentId,
    update: Y.encodeStateAsUpdate(replica, before),
  })
}

test('TL-21 each change tells who changed which field, from what to what, the last first', async () => {
  const sample = await visit()
  const { app, userId } = { ...sample, userId: sample.app.userId }
  const { id: paul } = await app.client.call('users.create', {
    ...{ firstName: 'Paul', lastName: 'Martin', roles: ['rep'], tz: 'Europe/Paris', locale: 'fr' },
  })
  const other = await addCustomer(app, 'Midas')
  await update(sample, testNow + minute, { title: 'Tarifs', locationText: 'Lyon' })
  app.clock.now = testNow + 2 * minute
  const asPaul = await app.connect({ as: paul })
  await asPaul.call('activities.update', { id: sample.id, patch: { customerId: other } })
  await app.client.call('activities.setDeleted', { id: sample.id, deleted: true })
  const { entries, names } = await app.client.call('activities.history', { id: sample.id })
  expect(entries.map(({ kind, at: when, userId: by }) => [kind, when - testNow, by])).toEqual([
    ['changed', 2 * minute, userId],
    ['changed', 2 * minute, paul],
    ['changed', minute, userId],
    ['created', 0, userId],
  ])
  expect(entries.slice(0, 3).map(({ changes }) => changes)).toEqual([
    [{ field: 'deletedAt', before: null, after: app.clock.now, isKept: true }],
    [{ field: 'customerId', before: sample.customer, after: other, isKept: true }],
    [
      { field: 'title', before: 'Visite', after: 'Tarifs', isKept: true },
      { field: 'locationText', before: null, after: 'Lyon', isKept: true },
    ],
  ])
  expect(names).toEqual({ [sample.customer]: 'Norauto', [other]: 'Midas' })
})

test('TL-21 an activity is seen as it was, at an instant and by an entry', async () => {
  const sample = await visit()
  await update(sample, testNow + minute, { title: 'Tarifs', startAt: testNow - 2 * hour })
  await type(sample, testNow + 2 * minute, 'Stock vu\n')
  const [typed, retitled] = await history(sample)
  expect(await at(sample, { at: testNow })).toMatchObject({
    ...{ title: 'Visite', startAt: testNow - hour, endAt: testNow, status: 'done' },
    ...{ customerName: 'Norauto', description: [], deletedAt: null, newerFields: 0 },
  })
  expect(await at(sample, { entry: retitled!.id, side: 'after' })).toMatchObject({
    ...{ title: 'Tarifs', startAt: testNow - 2 * hour, description: [] },
  })
  expect(await at(sample, { entry: typed!.id, side: 'after' })).toMatchObject({
    description: [{ insert: 'Stock vu\n' }],
  })
  expect(await at(sample, { at: testNow - 1 })).toBeNull()
})

test('TL-21 one field is restored as an edit, and that can be taken back', async () => {
  const sample = await visit()
  const { app, id } = sample
  await update(sample, testNow + minute, { title: 'Tarifs', locationText: 'Lyon' })
  const [entry] = await history(sample)
  app.clock.now = testNow + 2 * minute
  const point = { entry: entry!.id, side: 'before' } as const
  await app.client.call('activities.restoreField', { id, field: 'title', point })
  expect(await details(sample)).toMatchObject({ title: 'Visite', locationText: 'Lyon' })
  expect(await details(sample)).toMatchObject({ updatedAt: testNow + 2 * minute })
  expect((await history(sample))[0]?.changes).toEqual([
    { field: 'title', before: 'Tarifs', after: 'Visite', isKept: true },
  ])
  await app.client.call('activities.update', { id, patch: { title: 'Tarifs' } })
  expect(await details(sample)).toMatchObject({ title: 'Tarifs' })
})

test('TL-21 ACT-04 a value that the rules do not allow now is refused', async () => {
  const sample = await visit()
  const { app, id } = sample
  await update(sample, testNow + minute, { startAt: testNow - 3 * hour, endAt: testNow - 2 * hour })
  const [entry] = await history(sample)
  const restored = app.client.call('activities.restoreField', {
    ...{ id, field: 'startAt', point: { entry: entry!.id, side: 'before' } },
  })
  await expect(restored).rejects.toMatchObject({ code: 'E-ACT-END-BEFORE-START' })
  expect(await details(sample)).toMatchObject({ startAt: testNow - 3 * hour })
})

test('TL-21 ACT-12 a former status is restored by the usual order of statuses only', async () => {
  const sample = await visit()
  const { app, id } = sample
  await update(sample, testNow, { status: 'cancelled' })
  const [entry] = await history(sample)
  const restored = app.client.call('activities.restoreField', {
    ...{ id, field: 'status', point: { entry: entry!.id, side: 'before' } },
  })
  await expect(restored).rejects.toMatchObject({ code: 'E-ACT-STATUS' })
})

test('TL-21 a value that is not known is not restored', async () => {
  const { app, id } = await visit()
  const restored = app.client.call('activities.restoreField', {
    ...{ id, field: 'title', point: { at: testNow - 1 } },
  })
  await expect(restored).rejects.toMatchObject({ code: 'E-NOT-FOUND' })
})

test('TL-21 a description is told by the part that differs, and restored as an edit', async () => {
  const sample = await visit()
  const { app, id } = sample
  for (const [after, text] of ['Vu ', 'le ', 'stock\n'].entries())
    await type(sample, testNow + after * 1000, text)
  await type(sample, testNow + 20 * minute, 'Rien à signaler\n')
  const [second, first] = await history(sample)
  expect(first?.changes).toEqual([
    { field: 'description', before: '', after: 'Vu le stock', isKept: true },
  ])
  expect(second?.changes).toEqual([
    {
      ...{ field: 'description', isKept: true },
      ...{ before: 'Vu le stock', after: 'Vu le stock\nRien à signaler' },
    },
  ])
  const point = { entry: second!.id, side: 'before' } as const
  await app.client.call('activities.restoreField', { id, field: 'description', point })
  expect(await details(sample)).toMatchObject({ description: [{ insert: 'Vu le stock\n' }] })
  const longer = [{ insert: 'Vu tout le stock\n' }]
  await app.client.call('activities.setDescription', { id, description: longer })
  expect(await details(sample)).toMatchObject({ description: longer })
})

test('TL-21 a description that is too long is refused', async () => {
  const { app, id } = await visit()
  const description = [{ insert: 'x'.repeat(100_001) }]
  await expect(
    app.client.call('activities.setDescription', { id, description }),
  ).rejects.toMatchObject({ code: 'E-ACT-DESCRIPTION-TOO-LONG' })
})

test('TL-21 a deleted activity keeps its history, an unknown one has none', async () => {
  const sample = await visit()
  await sample.app.client.call('activities.setDeleted', { id: sample.id, deleted: true })
  expect(await history(sample)).toHaveLength(2)
  await expect(history({ ...sample, id: 'nobody' })).rejects.toMatchObject({ code: 'E-NOT-FOUND' })
})

/** Folds what is older than a month at `now`, as if a server had it. */
function foldOld({ backend }: TestBackend, now: number): Promise<number> {
  const { db, log, history: kept } = backend.services
  return new LogCompaction({
    ...{ writer: db.writer, log, history: kept, now: () => now, say: () => undefined },
    sharedUpTo: () => Number.MAX_SAFE_INTEGER,
  }).run()
}

const keptRows = ({ backend }: TestBackend): unknown =>
  backend.services.db.reader.raw.prepare('select count(*) from kept_history').pluck().get()

test('TL-21 SYN-16 the history reads the same before and after its updates are folded', async () => {
  const sample = await visit()
  const { app } = sample
  await type(sample, testNow + 1, 'Stock\n')
  for (let step = 1; step <= 210; step++)
    await update(sample, testNow + step * minute, { title: `Titre ${step}` })
  const before = await history(sample)
  const seen = await at(sample, { at: testNow + 100 * minute })
  expect(seen).toMatchObject({ title: 'Titre 100', description: [{ insert: 'Stock\n' }] })

  expect(await foldOld(app, testNow + foldAfterMs + 205 * minute)).toBe(1)
  expect(await history(sample)).toEqual(before)
  await update(sample, testNow + 300 * minute, { title: 'Après' })
  const later = await history(sample)
  expect(later.slice(1)).toEqual(before)
  expect(await foldOld(app, testNow + 2 * foldAfterMs)).toBe(0)

  const again = await app.reopen()
  await rebuildRows(again.backend.services.documents, () => undefined)
  expect(await history({ ...sample, app: again })).toEqual(later)
  expect(
    await again.client.call('activities.at', {
      ...{ id: sample.id, point: { at: testNow + 100 * minute } },
    }),
  ).toEqual(seen)
})

test('TL-21 what was kept of a history goes with its document', async () => {
  const sample = await visit()
  const { app } = sample
  for (let step = 1; step <= 205; step++)
    await update(sample, testNow + step, { title: `Titre ${step}` })
  await foldOld(app, testNow + 2 * foldAfterMs)
  expect(keptRows(app)).toBe(1)
  const { documentId } = await details(sample)
  app.backend.services.documents.forget(documentId)
  expect(keptRows(app)).toBe(0)
})

test('TL-21 what came folded is one entry; what follows is told', async () => {
  const sample = await visit()
  await update(sample, testNow + minute, { title: 'Tarifs' })
  const { documentId } = await details(sample)
  const { documents } = sample.app.backend.services
  const state = documents.read(documentId, (doc) => Y.encodeStateAsUpdate(doc))
  documents.forget(documentId)
  documents.receive(
    [{ documentId, seq: 1, userId: 'server', at: testNow + minute, update: state }],
    () => undefined,
  )
  await update(sample, testNow + 2 * minute, { title: 'Garantie' })
  const [changed, folded, ...none] = await history(sample)
  expect(none).toEqual([])
  expect(folded).toMatchObject({ kind: 'state', at: testNow + minute })
  expect(changed?.changes).toEqual([
    { field: 'title', before: 'Tarifs', after: 'Garantie', isKept: true },
  ])
})
