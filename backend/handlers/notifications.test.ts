import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { AppContract } from '../../core/contract/contract.ts'
import type { Notification } from '../../core/contract/notifications.ts'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import { formDocumentId } from '../../core/crdt/document-id.ts'
import { publishForm } from '../../core/crdt/edit-form.ts'
import { readForm } from '../../core/crdt/read-form.ts'
import { formOf } from '../../core/domain/forms/sample-form.ts'
import type { Client } from '../../core/rpc/client.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'

type Caller = Client<AppContract>

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 24 * 3_600_000]
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
  /** The first words of the notes in it. */
  excerpts(this: void): Promise<string[]>
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
    excerpts: async () =>
      (await app.first('notifications.watch', {})).entries.map((entry) =>
        'excerpt' in entry ? entry.excerpt : entry.reason,
      ),
  }
}

test('NOT-03 a note that names me comes to my notice, with who, where and its first words', async () => {
  const { paul, paulId, userId, activityId, write, notices } = await office()
  const noteId = await write(paul, naming(userId))
  expect(await notices()).toEqual([
    {
      ...{ id: noteId, activityId, reason: 'mention', authorId: paulId, createdAt: testNow },
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
  const { client, clock, paul, userId, activityId, write, notices, excerpts, first } =
    await office()
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
  expect(await excerpts()).toEqual(
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
  const { client, clock, paul, activityId, write, excerpts, first } = await office()
  await write(paul, plain('Avant'))
  clock.now += 1000
  await client.call('subscriptions.set', { activityId, subscribed: true })
  await write(paul, plain('Après'))
  expect(await excerpts()).toEqual(['Après'])
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
  await client.call('notifications.markSeen', { ids: [one, 'unknown'] })
  const { entries, unseen } = await first('notifications.watch', {})
  expect(entries.filter(({ seen }) => seen).map(({ id }) => id)).toEqual([one])
  expect(unseen).toBe(2)
  await client.call('notifications.markSeen', { ids: 'all' })
  expect((await first('notifications.watch', {})).unseen).toBe(0)
})

test('NOT-03 a seen note that mentions me later is new once more', async () => {
  const app = await office()
  const { backend, client, clock, paul, paulId, userId, activityId, write, notices, first } = app
  await client.call('subscriptions.set', { activityId, subscribed: true })
  const noteId = await write(paul, plain('Rappeler'))
  await client.call('notifications.markSeen', { ids: 'all' })
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
  await client.call('notifications.markSeen', { ids: 'all' })
  clock.now += 91 * dayMs
  const recent = await write(paul, naming(userId))
  expect((await notices()).map(({ id }) => id)).toEqual([recent])
  await client.call('notifications.markSeen', { ids: 'all' })
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

const firstOf = (client: Caller): Promise<Notification[]> =>
  new Promise((resolve, reject) => {
    const stop = client.subscribe(
      'notifications.watch',
      {},
      ({ entries }) => {
        resolve(entries)
        queueMicrotask(() => stop())
      },
      reject,
    )
  })

/** A visit of Paul’s at 11:00, an hour from now, of a type that reminds a quarter of an hour before. */
async function planned(reminderMin: number | null = 15) {
  const app = await office()
  await app.client.call('activityTypes.update', { id: 'type-visit', patch: { reminderMin } })
  const customer = await addCustomer(app, 'Feu Vert')
  const startAt = testNow + hourMs
  const id = await addActivity(app, customer, startAt, {
    ...{ assigneeId: app.paulId, title: 'Inventaire', status: 'planned' },
  })
  return { ...app, id, startAt, ofPaul: () => firstOf(app.paul) }
}

test('TYP-07 a planned activity comes to the assignee’s notice the minutes of its type before it begins', async () => {
  const { clock, id, startAt, ofPaul, notices } = await planned()
  clock.now = startAt - 15 * minuteMs - 1
  expect(await ofPaul()).toEqual([])
  clock.now += 1
  expect(await ofPaul()).toEqual([
    {
      ...{ reason: 'reminder', id: `${id}/${startAt}`, activityId: id, startAt, seen: false },
      ...{ createdAt: startAt - 15 * minuteMs, title: 'Inventaire', typeId: 'type-visit' },
      customerName: 'Feu Vert',
    },
  ])
  expect(await notices()).toEqual([])
})

test('CAL-05 a reminder comes by itself to whoever is watching', async () => {
  const { clock, startAt, paul } = await planned()
  clock.now = startAt - 15 * minuteMs - 20
  const arrived = new Promise<Notification[]>((resolve, reject) => {
    paul.subscribe(
      'notifications.watch',
      {},
      ({ entries }) => {
        if (entries.length > 0) resolve(entries)
        else clock.now += 20
      },
      reject,
    )
  })
  expect(await arrived).toHaveLength(1)
})

test('CAL-05 a reminder that was missed is there for a day after the start, until it is seen', async () => {
  const { clock, id, startAt, paul, ofPaul } = await planned()
  clock.now = startAt + dayMs
  expect(await ofPaul()).toHaveLength(1)
  await paul.call('notifications.markSeen', { ids: [`${id}/${startAt}`] })
  expect((await ofPaul()).map(({ seen }) => seen)).toEqual([true])
  clock.now += 1
  expect(await ofPaul()).toEqual([])
})

test('TYP-07 what is moved reminds once more, what begins, is cancelled or deleted does not', async () => {
  const { client, clock, id, startAt, paul, ofPaul } = await planned()
  clock.now = startAt
  await paul.call('notifications.markSeen', { ids: 'all' })
  const move = { startAt: startAt + hourMs, endAt: startAt + 2 * hourMs }
  await client.call('activities.update', { id, patch: move })
  expect(await ofPaul()).toEqual([])
  clock.now = startAt + hourMs
  expect((await ofPaul()).map(({ seen }) => seen)).toEqual([false])
  await client.call('activities.update', { id, patch: { status: 'in_progress' } })
  expect(await ofPaul()).toEqual([])
})

test('TYP-07 a type without a reminder reminds of nothing', async () => {
  const { clock, startAt, ofPaul } = await planned(null)
  clock.now = startAt
  expect(await ofPaul()).toEqual([])
})

/** Camille publishes version 2 of her form; Paul published from version 1 as well, in a copy of it. */
async function crossing() {
  const app = await office()
  const { backend, client, clock, paulId } = app
  const content = new TextEncoder().encode(JSON.stringify(formOf([{ id: 'f', type: 'text' }])))
  const { id: formId } = await client.call('forms.import', { name: 'visite.json', content })
  await client.call('forms.publish', { id: formId })
  const { documents } = backend.services
  const documentId = formDocumentId(formId)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, documents.read(documentId, Y.encodeStateAsUpdate))
  const stamp = { userId: paulId, deviceId: 'd', at: testNow + 2000 }
  publishForm(copy, 'pauls', readForm(copy), formId, stamp)
  clock.now += 1000
  await client.call('forms.edit', {
    ...{ id: formId, edits: [{ kind: 'form', patch: { title: { fr: 'Visite' } } }] },
  })
  await client.call('forms.publish', { id: formId })
  documents.write(stamp, (edit) =>
    edit.document(documentId, (doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy))),
  )
  clock.now += 1000
  return { ...app, formId }
}

test('FRM-07 two publications at once come to the notice of both administrators, and which one counts', async () => {
  const { userId, paul, paulId, formId, notices } = await crossing()
  const entry = {
    ...{ reason: 'crossed', createdAt: testNow + 2000, seen: false },
    ...{ formId, formTitle: { fr: 'Visite' } },
    versions: [
      { number: 2, publishedBy: userId },
      { number: 3, publishedBy: paulId },
    ],
  }
  expect(await notices()).toMatchObject([entry])
  expect(await firstOf(paul)).toMatchObject([entry])
})

test('FRM-07 it is marked as seen like a note, and does not concern who published neither', async () => {
  const { client, connect, notices } = await crossing()
  await client.call('notifications.markSeen', { ids: 'all' })
  expect((await notices()).map(({ seen }) => seen)).toEqual([true])
  const { id: third } = await client.call('users.create', {
    ...{ firstName: 'Anne', lastName: 'Petit', roles: ['admin'] },
  })
  expect(await firstOf(await connect({ as: third }))).toEqual([])
})
