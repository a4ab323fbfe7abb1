import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { AppContract } from '../../core/contract/contract.ts'
import type { Notification } from '../../core/contract/notifications.ts'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import type { Client } from '../../core/rpc/client.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'

type Caller = Client<AppContract>

const dayMs = 24 * 3_600_000
const plain = (text: string): DeltaOp[] => [{ insert: `${text}\n` }]
const naming = (userId: string): DeltaOp[] => [
  { insert: '@Camille Roche', attributes: { mention: userId } },
  { insert: ' un œil ?\n' },
]

interface Office extends TestBackend {
  readonly userId: string
  readonly activityId: string
  /** Paul, on the same data. */
  readonly paul: Caller
  readonly paulId: string
  write(this: void, by: Caller, body: DeltaOp[]): Promise<string>
  notices(this: void): Promise<Notification[]>
}

/** Camille’s workspace; the activity is Paul’s. */
async function office(): Promise<Office> {
  const app = await openTestWorkspace()
  const { id: paulId } = await app.client.call('users.create', {
    ...{ firstName: 'Paul', lastName: 'Martin', roles: ['rep'] },
  })
  const paul = await app.connect({ as: paulId })
  const customer = await addCustomer(app, 'Norauto')
  const activityId = await addActivity(app, customer, testNow - 3_600_000, {
    ...{ assigneeId: paulId, title: 'Tour du stock' },
  })
  return {
    ...{ ...app, paul, paulId, activityId },
    write: async (by, body) => (await by.call('notes.create', { activityId, body })).id,
    notices: async () => (await app.first('notifications.watch', {})).entries,
  }
}

test('NOT-03 a note that names me comes to my notice, with who, where and its first words', async () => {
  const { paul, paulId, userId, activityId, write, notices } = await office()
  const noteId = await write(paul, naming(userId))
  expect(await notices()).toEqual([
    {
      ...{ noteId, activityId, reason: 'mention', authorId: paulId, createdAt: testNow },
      ...{ excerpt: '@Camille Roche un œil ?', seen: false },
      ...{ title: 'Tour du stock', typeId: 'type-visit', customerName: 'Norauto' },
    },
  ])
})

test('NOT-03 without mention or subscription, and for my own notes, there is no notification', async () => {
  const { client, clock, paul, paulId, userId, write, notices } = await office()
  await write(paul, plain('Rien pour Camille'))
  await write(paul, naming(paulId))
  clock.now += 1000
  await write(client, naming(userId))
  expect(await notices()).toEqual([])
})

test('NOT-03 a note that mentions me where I subscribe is one notification', async () => {
  const { client, paul, userId, activityId, write, notices } = await office()
  await client.call('subscriptions.set', { activityId, subscribed: true })
  await write(paul, [...naming(userId), ...naming(userId)])
  expect((await notices()).map(({ reason }) => reason)).toEqual(['mention'])
})

test.each([
  ['being assigned', 'assignee'],
  ['writing a note', 'author'],
  ['being mentioned', 'mentioned'],
] as const)('NOT-03 %s subscribes, unless it is switched off', async (_, reason) => {
  const { client, clock, paul, userId, activityId, write, notices, first } = await office()
  await write(paul, plain('Avant'))
  clock.now += 1000
  if (reason === 'assignee')
    await client.call('activities.update', { id: activityId, patch: { assigneeId: userId } })
  if (reason === 'author') await write(client, plain('La mienne'))
  if (reason === 'mentioned') await write(paul, naming(userId))
  clock.now += 1000
  await write(paul, plain('Après'))
  expect(await first('subscriptions.watch', { activityId })).toEqual({ subscribed: true, reason })
  // Whoever is assigned is told of all there is; the others of what follows.
  expect((await notices()).map(({ excerpt }) => excerpt)).toEqual(
    {
      assignee: ['Après', 'Avant'],
      author: ['Après'],
      mentioned: ['Après', '@Camille Roche un œil ?'],
    }[reason],
  )
  await client.call('subscriptions.set', { activityId, subscribed: false })
  expect(await first('subscriptions.watch', { activityId })).toEqual({
    ...{ subscribed: false, reason: null },
  })
  expect((await notices()).map(({ reason: why }) => why)).toEqual(
    reason === 'mentioned' ? ['mention'] : [],
  )
})

test('NOT-03 who subscribes hears of the notes that follow', async () => {
  const { client, clock, paul, activityId, write, notices, first } = await office()
  await write(paul, plain('Avant'))
  clock.now += 1000
  await client.call('subscriptions.set', { activityId, subscribed: true })
  await write(paul, plain('Après'))
  expect((await notices()).map(({ excerpt }) => excerpt)).toEqual(['Après'])
  expect(await first('subscriptions.watch', { activityId })).toEqual({
    ...{ subscribed: true, reason: 'chosen' },
  })
})

test('NOT-03 deleted notes, and notes of deleted activities, are not notified', async () => {
  const { paul, client, userId, activityId, write, notices } = await office()
  const id = await write(paul, naming(userId))
  await paul.call('notes.setDeleted', { id, deleted: true })
  expect(await notices()).toEqual([])
  await paul.call('notes.setDeleted', { id, deleted: false })
  expect(await notices()).toHaveLength(1)
  await client.call('activities.setDeleted', { id: activityId, deleted: true })
  expect(await notices()).toEqual([])
})

test('NOT-03 one notification is marked as seen, or all', async () => {
  const { client, paul, userId, write, first } = await office()
  const one = await write(paul, naming(userId))
  await write(paul, naming(userId))
  await write(paul, plain('Et encore'))
  await client.call('notifications.markSeen', { noteIds: [one, 'unknown'] })
  const { entries, unseen } = await first('notifications.watch', {})
  expect(entries.filter(({ seen }) => seen).map(({ noteId }) => noteId)).toEqual([one])
  expect(unseen).toBe(2)
  await client.call('notifications.markSeen', { noteIds: 'all' })
  expect((await first('notifications.watch', {})).unseen).toBe(0)
})

test('NOT-03 a seen note that mentions me later is new once more', async () => {
  const app = await office()
  const { backend, client, clock, paul, paulId, userId, activityId, write, notices, first } = app
  await client.call('subscriptions.set', { activityId, subscribed: true })
  const noteId = await write(paul, plain('Rappeler'))
  await client.call('notifications.markSeen', { noteIds: 'all' })
  expect((await notices())[0]).toMatchObject({ reason: 'note', seen: true })
  clock.now += 60_000
  const { documentId } = (await first('notes.watch', { activityId }))[0]!
  backend.services.documents.write({ userId: paulId, deviceId: 'd', at: clock.now }, (edit) =>
    edit.document(documentId, (doc) => {
      const body = (doc.getMap('notes').get(noteId) as Y.Map<Y.Text>).get('body')!
      body.insert(0, '@Camille Roche', { mention: userId })
    }),
  )
  expect((await notices())[0]).toMatchObject({ reason: 'mention', seen: false })
})

test('NOT-03 what is older than 90 days no longer counts, and its mark is forgotten', async () => {
  const { backend, client, clock, paul, userId, write, notices } = await office()
  const old = await write(paul, naming(userId))
  await client.call('notifications.markSeen', { noteIds: 'all' })
  clock.now += 91 * dayMs
  const recent = await write(paul, naming(userId))
  expect((await notices()).map(({ noteId }) => noteId)).toEqual([recent])
  await client.call('notifications.markSeen', { noteIds: 'all' })
  const kept = backend.services.documents.read(`u/${userId}`, (doc) => [
    ...doc.getMap('seenNotes').keys(),
  ])
  expect(kept.sort()).toEqual([recent, `${recent}/mention`])
  expect(kept).not.toContain(old)
})

test('NOT-03 rows of an older version are filled at the next start', async () => {
  const { backend, paul, userId, write, notices, reopen } = await office()
  await write(paul, naming(userId))
  const before = await notices()
  backend.services.db.writer.raw.exec(
    `update note set created_by = null, excerpt = ''; delete from note_mention;
     insert into to_project select id from doc where kind = 'activities'`,
  )
  const again = await reopen()
  expect((await again.first('notifications.watch', {})).entries).toEqual(before)
})
