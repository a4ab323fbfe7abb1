import { expect, test } from 'vitest'
import type { Input } from '../../core/contract/operation.ts'
import type { timelineContract } from '../../core/contract/timeline.ts'
import type { Query } from '../storage/statements.ts'
import { addActivity, addCustomer, novemberAt } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'
import { rowMarks, sharingOf } from './row-marks.ts'

type Filter = Partial<Input<(typeof timelineContract)['timeline.page']>['filter']>
type Workspace = Awaited<ReturnType<typeof openTestWorkspace>>

/** A workspace that is shared through a server which never answers. */
async function openShared(): Promise<Workspace> {
  const app = await openTestWorkspace()
  const { local } = app.backend.services
  local.setShared({
    ...{ server: 'http://127.0.0.1:9', workspaceId: 'w', userId: app.userId, deviceId: 'd' },
    ...{ email: 'camille@example.com', roles: ['admin'], territory: null, isFounding: false },
  })
  return app
}

async function idsOf({ client }: TestBackend, filter: Filter): Promise<string[]> {
  const { rows } = await client.call('timeline.page', {
    filter: { tz: 'Europe/Paris', ...filter },
    block: 'history',
  })
  return rows.map(({ id }) => id)
}

const facetsOf = async ({ client }: TestBackend, filter: Filter = {}) => {
  const { total, facets } = await client.call('timeline.summary', {
    filter: { tz: 'Europe/Paris', ...filter },
  })
  return { total, states: Object.fromEntries(facets.syncStates.map((f) => [f.id, f.count])) }
}

/** Everything so far is with the server. */
function share({ backend }: TestBackend): void {
  const { db, syncLog } = backend.services
  db.writer.raw
    .transaction(() => {
      const last = db.writer.raw.prepare('select max(seq) from upd').pluck().get() as number
      syncLog.setPushed(last)
    })
    .immediate()
}

function addNews({ backend }: TestBackend, activityId: string, kind: 'changed' | 'deleted'): void {
  const { news } = backend.services
  news.note([{ activityId, kind, of: null, stampedBy: 'paul' }], {
    documentId: 'a/x/2026',
    userId: 'paul',
    at: testNow,
  })
}

/** The plans of the queries that `work` makes for pages. */
async function plansOf({ backend }: TestBackend, work: () => Promise<unknown>): Promise<string[]> {
  const plans: string[] = []
  const { reader } = backend.services.db
  const all = reader.all.bind(reader)
  Object.assign(reader, {
    all: (query: Query) => {
      const { sql, parameters } = query.compile()
      const steps = reader.prepared(`explain query plan ${sql}`).all(...parameters) as {
        detail: string
      }[]
      plans.push(steps.map(({ detail }) => detail).join(' | '))
      return all(query)
    },
  })
  await work()
  Object.assign(reader, { all })
  return plans
}

test('TL-20 the filter by state finds its rows, and each state is counted without it', async () => {
  const app = await openShared()
  const customer = await addCustomer(app, 'Norauto')
  const shared = await addActivity(app, customer, novemberAt(20, '10:00'))
  share(app)
  const local = await addActivity(app, customer, novemberAt(20, '11:00'), {}, 'Stock')
  const crossed = await addActivity(app, customer, novemberAt(20, '12:00'))
  app.backend.services.db.writer.raw
    .prepare(
      `insert into conflict values ('f', 'a/x/2026', 'field', 'activities', ?, 'title',
        '1', 'paul', 1, '2', 'camille', 1, 0)`,
    )
    .run(crossed)
  expect(await idsOf(app, { syncStates: ['local'] })).toEqual([local])
  expect(await idsOf(app, { syncStates: ['review'] })).toEqual([crossed])
  expect(await idsOf(app, { syncStates: ['shared'] })).toEqual([shared])
  expect(await idsOf(app, { syncStates: ['local', 'shared'] })).toEqual([local, shared])
  expect(await idsOf(app, { syncStates: ['local'], text: 'stock' })).toEqual([local])
  expect(await idsOf(app, { syncStates: ['local'], text: 'autre' })).toEqual([])
  expect(await idsOf(app, { syncStates: ['local'], customerId: customer })).toEqual([local])
  expect(await idsOf(app, { syncStates: ['local'], customerId: 'other' })).toEqual([])
  const states = { local: 1, review: 1, shared: 1 }
  expect(await facetsOf(app)).toEqual({ total: 3, states })
  expect(await facetsOf(app, { syncStates: ['review'] })).toEqual({ total: 1, states })
  expect(await facetsOf(app, { text: 'stock' })).toEqual({ total: 1, states: { local: 1 } })
})

test('TYP-06 an activity with a type that was archived meanwhile is to be reviewed, as its filter and its count say', async () => {
  const app = await openShared()
  const customer = await addCustomer(app, 'Norauto')
  const { id: typeId } = await app.client.call('activityTypes.create', {
    ...{ name: { fr: 'Démonstration' }, icon: 'i-lucide-presentation', color: '#4338CA' },
  })
  const given = await addActivity(app, customer, novemberAt(20, '10:00'), { typeId })
  const other = await addActivity(app, customer, novemberAt(20, '11:00'))
  share(app)
  await app.client.call('activityTypes.update', { id: typeId, patch: { archived: true } })
  expect(await idsOf(app, { syncStates: ['review'] })).toEqual([])
  // As if it had come from a laptop that did not know of the archival.
  app.backend.services.db.writer.raw
    .prepare('update activity set typed_at = typed_at + 1 where id = ?')
    .run(given)
  expect(await idsOf(app, { syncStates: ['review'] })).toEqual([given])
  expect(await idsOf(app, { syncStates: ['shared'] })).toEqual([other])
  expect(await facetsOf(app)).toEqual({ total: 2, states: { review: 1, shared: 1 } })
  const { db } = app.backend.services
  expect(rowMarks(db.reader, sharingOf(app.backend.services), [given, other])(given)).toEqual({
    ...{ syncState: 'review', news: [] },
  })
})

test('TL-20 many activities that wait are found all the same', async () => {
  const app = await openShared()
  const customer = await addCustomer(app, 'Norauto')
  const ids = [
    await addActivity(app, customer, novemberAt(20, '10:00'), {}, 'Stock'),
    await addActivity(app, customer, novemberAt(19, '10:00'), {}, 'Stock'),
  ]
  app.backend.services.db.writer.raw
    .prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 2001)
       insert into unshared select 'gone-' || i, 'a/x/2026', 1000000 from n`,
    )
    .run()
  expect(await idsOf(app, { syncStates: ['local'] })).toEqual(ids)
  expect(await idsOf(app, { syncStates: ['local'], text: 'stock' })).toEqual(ids)
})

test('TL-20 of a type without duration, an end at the start is nothing to review', async () => {
  const app = await openShared()
  const customer = await addCustomer(app, 'Norauto')
  const id = await addActivity(app, customer, novemberAt(20, '10:00'))
  const { db } = app.backend.services
  db.writer.raw.prepare('update activity set end_at = start_at').run()
  db.writer.raw
    .prepare(
      `insert into conflict values ('times', 'a/x/2026', 'timesCrossed', 'activities', ?, '',
        'null', 'paul', 1, 'null', 'paul', 1, 0)`,
    )
    .run(id)
  share(app)
  const stateWith = (instantTypeIds: string[]) =>
    rowMarks(db.reader, { isShared: true, instantTypeIds, archivedUses: '[]' }, [id])(id).syncState
  expect(stateWith(['type-visit'])).toBe('shared')
  expect(stateWith([])).toBe('review')
})

test('TL-19 the filter lists what is new, and what a colleague has deleted', async () => {
  const app = await openShared()
  const customer = await addCustomer(app, 'Norauto')
  const changed = await addActivity(app, customer, novemberAt(20, '10:00'), {}, 'Stock')
  const deleted = await addActivity(app, customer, novemberAt(19, '10:00'))
  await addActivity(app, customer, novemberAt(18, '10:00'))
  await app.client.call('activities.setDeleted', { id: deleted, deleted: true })
  addNews(app, changed, 'changed')
  addNews(app, deleted, 'deleted')
  expect(await idsOf(app, { newsSince: testNow })).toEqual([changed, deleted])
  expect(await idsOf(app, { newsSince: testNow, text: 'stock' })).toEqual([changed])
  expect((await facetsOf(app, { newsSince: testNow })).total).toBe(2)
  expect(
    await app.client.call('timeline.rows', {
      filter: { tz: 'Europe/Paris', newsSince: testNow },
      ids: [deleted],
    }),
  ).toMatchObject([{ id: deleted, deletedAt: testNow, news: [{ kind: 'deleted' }] }])
  expect(await app.first('news.watch', {})).toEqual({ count: 2, since: null })
})

test('TL-17 TL-20 without a filter by state every page runs down one index, and the marks of its rows come from their small tables', async () => {
  const app = await openShared()
  const customer = await addCustomer(app, 'Norauto')
  await addActivity(app, customer, novemberAt(20, '10:00'))
  const [page, marks, ...more] = await plansOf(app, () => idsOf(app, {}))
  expect(more).toEqual([])
  expect(page).toMatch(/^SEARCH a USING INDEX activity_history/)
  expect(page).not.toContain('TEMP B-TREE')
  expect(marks).toMatch(/SEARCH unshared USING PRIMARY KEY .* conflict_by_record .* SEARCH a USING/)
  expect(marks).not.toMatch(/SCAN (unshared|conflict|a)\b/)
})

test('TL-17 TL-19 TL-20 the filters by state and by news go from the small tables to activities', async () => {
  const app = await openShared()
  const customer = await addCustomer(app, 'Norauto')
  await addActivity(app, customer, novemberAt(20, '10:00'))
  for (const filter of [{ syncStates: ['local', 'review'] }, { newsSince: testNow }] as Filter[]) {
    const [page] = await plansOf(app, () => idsOf(app, filter))
    expect(page).toMatch(/SCAN few \| SEARCH a USING INDEX sqlite_autoindex_activity_1 \(id=\?\)/)
  }
})
