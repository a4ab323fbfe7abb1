import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Activity } from '../../core/contract/activities.ts'
import type { AppContract } from '../../core/contract/contract.ts'
import type { Role } from '../../core/contract/users.ts'
import { writesOf } from '../../core/crdt/field-history.ts'
import { writeConflict } from '../../core/crdt/records/conflict-record.ts'
import type { Client } from '../../core/rpc/client.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openSharedTeam, type SharedTeam } from '../testing/shared-team.ts'
import { openTestWorkspace, testNow } from '../testing/test-backend.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

interface Setting extends SharedTeam {
  /** Of Camille, whom no team has. */
  readonly activityId: string
  readonly documentId: string
  readonly noteId: string
  readonly fileId: string
}

async function setting(): Promise<Setting> {
  const app = await openSharedTeam()
  const customer = await addCustomer(app, 'Norauto')
  const activityId = await addActivity(app, customer, testNow - hourMs, {}, 'Tour du stock')
  const { id: noteId } = await app.client.call('notes.create', {
    activityId,
    body: [{ insert: 'Rappeler\n' }],
  })
  const file = await stage(app.client)
  const { id: fileId } = await app.client.call('attachments.add', {
    parent: { kind: 'activity', id: activityId },
    file,
  })
  const { documentId } = (await app.first('activities.watch', { id: activityId }))!
  return { ...app, activityId, documentId, noteId, fileId }
}

const stage = (client: Client<AppContract>) =>
  client.call('attachments.stage', {
    ...{ name: 'bon.txt', mime: 'text/plain', content: new Uint8Array([1]) },
  })

/** How many updates there are: a refusal adds none. */
const updatesIn = ({ backend }: SharedTeam): number =>
  backend.services.db.reader.raw.prepare('select count(*) from upd').pluck().get() as number

/** The answer of `activities.watch` as somebody else gets it. */
const seenBy = (client: Client<AppContract>, id: string): Promise<Activity | null> =>
  new Promise((resolve, reject) => {
    const stop = client.subscribe(
      'activities.watch',
      { id },
      (activity) => {
        resolve(activity)
        queueMicrotask(() => stop())
      },
      reject,
    )
  })

type Attempt = (client: Client<AppContract>, app: Setting) => Promise<unknown>

const attempts: Readonly<Record<string, Attempt>> = {
  'changes the title': (client, { activityId }) =>
    client.call('activities.update', { id: activityId, patch: { title: 'Autre' } }),
  'assigns it to themselves': (client, { activityId, people }) =>
    client.call('activities.update', { id: activityId, patch: { assigneeId: people.rep } }),
  'moves it': (client, { activityId }) =>
    client.call('activities.update', { id: activityId, patch: { endAt: testNow } }),
  'deletes it': (client, { activityId }) =>
    client.call('activities.setDeleted', { id: activityId, deleted: true }),
  'adds a file': async (client, { activityId }) =>
    client.call('attachments.add', {
      parent: { kind: 'activity', id: activityId },
      file: await stage(client),
    }),
  'adds a file to a note': async (client, { noteId }) =>
    client.call('attachments.add', {
      parent: { kind: 'note', id: noteId },
      file: await stage(client),
    }),
  'renames its file': (client, { fileId }) =>
    client.call('attachments.rename', { id: fileId, name: 'autre.txt' }),
  'removes its file': (client, { fileId }) =>
    client.call('attachments.setRemoved', { id: fileId, removed: true }),
  'deletes its note': (client, { noteId }) =>
    client.call('notes.setDeleted', { id: noteId, deleted: true }),
  'types into its description': (client, app) =>
    typed(client, app, ['activities', app.activityId, 'description']),
  'types into its note': (client, app) => typed(client, app, ['notes', app.noteId, 'body']),
}

/** What an editor sends after somebody typed into a text. */
async function typed(
  client: Client<AppContract>,
  app: Setting,
  [root, id, field]: readonly [string, string, string],
): Promise<unknown> {
  return sent(client, app, (doc) => {
    const text = (doc.getMap(root).get(id) as Y.Map<unknown>).get(field) as Y.Text
    text.insert(0, 'À revoir. ')
  })
}

async function sent(
  client: Client<AppContract>,
  app: Setting,
  change: (doc: Y.Doc) => void,
): Promise<unknown> {
  const { documentId } = app
  const doc = new Y.Doc()
  Y.applyUpdate(doc, (await app.first('documents.open', { documentId })).update)
  const before = Y.encodeStateVector(doc)
  change(doc)
  const update = Y.encodeStateAsUpdate(doc, before)
  return client.call('documents.apply', { documentId, update })
}

test.each(Object.entries(attempts))(
  'PRM-01 a rep %s, of a colleague: E-PRM, and nothing is written',
  async (_what, attempt) => {
    const app = await setting()
    const before = updatesIn(app)
    const shown = await app.first('activities.watch', { id: app.activityId })
    await expect(attempt(await app.as('rep'), app)).rejects.toMatchObject({
      code: 'E-PRM',
      details: { people: ['Camille Roche'] },
    })
    expect(updatesIn(app)).toBe(before)
    expect(await app.first('activities.watch', { id: app.activityId })).toEqual(shown)
  },
)

test.each(Object.entries(attempts))('PRM-01 an administrator %s', async (_what, attempt) => {
  const app = await setting()
  await attempt(await app.as('admin'), app)
})

const edits: Readonly<Record<string, Attempt>> = {
  'changes the title': attempts['changes the title']!,
  'types into its description': attempts['types into its description']!,
  'writes another description': (client, { activityId }) =>
    client.call('activities.setDescription', { id: activityId, description: [{ insert: 'x' }] }),
}

test.each(Object.entries(edits))(
  'SYN-06 PRM-01 who %s of an activity that they know is deleted does not bring it back',
  async (_what, edit) => {
    const app = await setting()
    await app.client.call('activities.setDeleted', { id: app.activityId, deleted: true })
    const before = updatesIn(app)
    for (const client of [app.client, await app.as('admin')])
      await expect(edit(client, app)).rejects.toMatchObject({ code: 'E-NOT-FOUND' })
    expect(updatesIn(app)).toBe(before)
    expect(await app.first('activities.watch', { id: app.activityId })).toMatchObject({
      deletedAt: testNow,
    })
  },
)

const refusedTo: Readonly<Record<Role, readonly string[]>> = {
  rep: Object.keys(attempts),
  account_manager: [
    ...['deletes it', 'adds a file to a note', 'deletes its note', 'types into its note'],
  ],
  back_office: [
    ...['moves it', 'deletes it'],
    ...['adds a file to a note', 'deletes its note', 'types into its note'],
  ],
  manager: Object.keys(attempts).filter((what) => !what.includes('note')),
  admin: [],
}

test.each(Object.entries(refusedTo) as [Role, readonly string[]][])(
  'PRM-01 what %s may not do to an activity of somebody outside their team',
  async (role, expected) => {
    const refused: string[] = []
    let app = await setting()
    for (const [what, attempt] of Object.entries(attempts))
      try {
        await attempt(await app.as(role), app)
        app = await setting()
      } catch (error) {
        expect(error).toMatchObject({ code: 'E-PRM' })
        refused.push(what)
      }
    expect(refused).toEqual(expected)
  },
)

test('PRM-01 a refused update leaves the document open, and the next good one is taken', async () => {
  const app = await setting()
  const rep = await app.as('rep')
  await expect(attempts['types into its note']!(rep, app)).rejects.toMatchObject({ code: 'E-PRM' })
  const { id } = await rep.call('notes.create', {
    activityId: app.activityId,
    body: [{ insert: 'Vu\n' }],
  })
  await typed(rep, app, ['notes', id, 'body'])
  const notes = await app.first('notes.watch', { activityId: app.activityId })
  expect(notes.map(({ body }) => body)).toEqual([
    [{ insert: 'À revoir. Vu\n' }],
    [{ insert: 'Rappeler\n' }],
  ])
})

test.each([
  ['a field', (doc: Y.Doc, id: string) => record(doc, id).set('assigneeId', 'me')],
  ['a stamp', (doc: Y.Doc, id: string) => record(doc, id).set('createdAt', testNow)],
  [
    'a text in place of another',
    (doc: Y.Doc, id: string) => record(doc, id).set('description', new Y.Text('x')),
  ],
  ['a record', (doc: Y.Doc) => doc.getMap('activities').set('new', new Y.Map())],
  ['the end of a record', (doc: Y.Doc, id: string) => doc.getMap('activities').delete(id)],
  ['a decision', (doc: Y.Doc) => doc.getMap('conflicts').set('c1/resolution', {})],
])('PRM-01 an editor writes texts of records: %s is refused', async (_what, change) => {
  const app = await setting()
  const manager = await app.as('account_manager')
  const before = updatesIn(app)
  await expect(sent(manager, app, (doc) => change(doc, app.activityId))).rejects.toMatchObject({
    code: 'E-PRM',
  })
  expect(updatesIn(app)).toBe(before)
})

const record = (doc: Y.Doc, id: string) => doc.getMap('activities').get(id) as Y.Map<unknown>

test('PRM-01 a rep deletes their own for a day, and takes that back later', async () => {
  const app = await setting()
  const rep = await app.as('rep')
  const { customerId } = (await app.first('activities.watch', { id: app.activityId }))!
  const create = () =>
    rep.call('activities.create', {
      activity: { typeId: 'type-visit', customerId, startAt: testNow, endAt: testNow + hourMs },
    })
  const [{ id: first, canUndo }, { id: second }] = [await create(), await create()]
  expect(canUndo).toBe(true)
  app.clock.now += dayMs
  await rep.call('activities.setDeleted', { id: first, deleted: true })
  app.clock.now += 1
  await expect(
    rep.call('activities.setDeleted', { id: second, deleted: true }),
  ).rejects.toMatchObject({ code: 'E-PRM', details: { reason: 'too_late' } })
  const trash = await rep.call('activities.trash', {})
  expect(trash.rows).toMatchObject([{ id: first, mayRestore: null }])
  await rep.call('activities.setDeleted', { id: first, deleted: false })
  expect((await app.first('activities.watch', { id: first }))?.deletedAt).toBeNull()
})

test('PRM-01 who hands an activity over is told that this is for good', async () => {
  const app = await setting()
  await app.client.call('activities.update', {
    id: app.activityId,
    patch: { assigneeId: app.people.rep },
  })
  const rep = await app.as('rep')
  const hand = (assigneeId: string) =>
    rep.call('activities.update', { id: app.activityId, patch: { assigneeId } })
  expect(await hand(app.people.rep)).toMatchObject({ canUndo: true })
  expect(await hand(app.people.manager)).toMatchObject({ canUndo: false })
  await expect(hand(app.people.rep)).rejects.toMatchObject({ code: 'E-PRM' })
})

test.each([
  ['keep', true],
  ['replace', false],
] as const)(
  'PRM-01 of two assignees a rep decides to %s, and is told whether that can be taken back: %s',
  async (choice, canUndo) => {
    const app = await setting()
    const { activityId, documentId, people, userId } = app
    await app.client.call('activities.update', {
      id: activityId,
      patch: { assigneeId: people.rep },
    })
    app.backend.services.documents.write({ userId, deviceId: 'device-1', at: testNow }, (edit) =>
      edit.document(documentId, (doc) => {
        const field = 'assigneeId'
        const [write] = writesOf(record(doc, activityId), field)
        const { client, clock } = write!.id
        writeConflict(doc, 'c1', {
          ...{ root: 'activities', recordId: activityId, field, write: [client, clock] },
          ...{ kept: people.rep, keptBy: userId, keptAt: testNow },
          ...{ lost: people.manager, lostBy: people.manager, lostAt: testNow },
        })
      }),
    )
    const rep = await app.as('rep')
    expect(await rep.call('conflicts.resolve', { id: 'c1', choice })).toMatchObject({ canUndo })
    const { assigneeId } = (await app.first('activities.watch', { id: activityId }))!
    expect(assigneeId).toBe(choice === 'keep' ? people.rep : people.manager)
  },
)

test('PRM-01 a rep who restores an assignee of the past is told that this is for good', async () => {
  const app = await setting()
  const { activityId: id, people } = app
  await app.client.call('activities.update', { id, patch: { assigneeId: people.rep } })
  const rep = await app.as('rep')
  await rep.call('activities.update', { id, patch: { title: 'Stock' } })
  const { entries } = await rep.call('activities.history', { id })
  const before = (changed: string) => ({
    entry: entries.find(({ changes }) => changes[0]?.field === changed)!.id,
    side: 'before' as const,
  })
  const restore = (field: 'title' | 'assigneeId') =>
    rep.call('activities.restoreField', { id, field, point: before(field) })
  expect(await restore('title')).toMatchObject({ canUndo: true })
  expect(await restore('assigneeId')).toMatchObject({ canUndo: false })
  await expect(restore('title')).rejects.toMatchObject({ code: 'E-PRM' })
})

test('PRM-01 the back office creates for others, and is told that it does not delete', async () => {
  const app = await setting()
  const office = await app.as('back_office')
  const { customerId } = (await app.first('activities.watch', { id: app.activityId }))!
  const { id, canUndo } = await office.call('activities.create', {
    activity: {
      ...{ typeId: 'type-visit', customerId, startAt: testNow, endAt: testNow + hourMs },
      assigneeId: app.people.rep,
    },
  })
  expect(canUndo).toBe(false)
  expect(await seenBy(office, id)).toMatchObject({
    may: { edit: null, editTimes: null, delete: { reason: 'never_deletes' } },
  })
})

test('PRM-01 the details, the list and the trash tell everyone what they may do, and why not', async () => {
  const app = await setting()
  const { activityId } = app
  const others = { reason: 'others', people: ['Camille Roche'] }
  const deletion = { reason: 'others_deletion', people: ['Camille Roche'] }
  const rep = await app.as('rep')
  expect(await seenBy(rep, activityId)).toMatchObject({
    may: { edit: others, editTimes: others, delete: deletion, restore: deletion },
  })
  expect(await seenBy(await app.as('back_office'), activityId)).toMatchObject({
    may: { edit: null, editTimes: { reason: 'times' }, delete: { reason: 'never_deletes' } },
  })
  expect(await seenBy(await app.as('manager'), activityId)).toMatchObject({
    may: { edit: { reason: 'outside_team' }, delete: { reason: 'outside_team' } },
  })
  const { rows } = await rep.call('timeline.page', {
    filter: { tz: 'Europe/Paris' },
    block: 'history',
  })
  expect(rows.map(({ may }) => may)).toEqual([{ edit: others, delete: deletion }])
  await app.client.call('activities.setDeleted', { id: activityId, deleted: true })
  const trash = await rep.call('activities.trash', {})
  expect(trash.rows.map(({ mayRestore }) => mayRestore)).toEqual([deletion])
})

test('PRM-01 what a person may do follows the teams at once', async () => {
  const app = await setting()
  const manager = await app.as('manager')
  const rights: (string | null)[] = []
  const isMember = new Promise<void>((resolve, reject) => {
    const stop = manager.subscribe(
      'activities.watch',
      { id: app.activityId },
      (activity) => {
        rights.push(activity?.may.edit?.reason ?? null)
        if (rights.at(-1) === null) {
          resolve()
          queueMicrotask(() => stop())
        }
      },
      reject,
    )
  })
  const { id: teamId } = await app.client.call('teams.create', { name: 'Ouest' })
  for (const userId of [app.userId, app.people.manager])
    await app.client.call('teams.setMember', { teamId, userId, member: true })
  await isMember
  expect(rights).toEqual(['outside_team', null])
  await app.client.call('teams.update', { id: teamId, archived: true })
  await expect(attempts['changes the title']!(manager, app)).rejects.toMatchObject({
    code: 'E-PRM',
  })
})

test('NOT-02 notes tell who may change them', async () => {
  const app = await setting()
  const mayOf = (client: Client<AppContract>) =>
    new Promise((resolve, reject) => {
      client.subscribe(
        'notes.watch',
        { activityId: app.activityId },
        (notes) => resolve(notes.map(({ may }) => may.edit)),
        reject,
      )
    })
  expect(await mayOf(await app.as('rep'))).toEqual([{ reason: 'note', people: ['Camille Roche'] }])
  expect(await mayOf(await app.as('manager'))).toEqual([null])
})

test('ACT-11 one with a report is deleted by a manager with a reason, and by a rep not at all', async () => {
  const app = await setting()
  const { activityId } = app
  app.backend.services.db.writer.raw
    .prepare('update activity set report_count = 1, created_by = @rep where id = @id')
    .run({ id: activityId, rep: app.people.rep })
  const remove = (client: Client<AppContract>, reason?: string) =>
    client.call('activities.setDeleted', {
      id: activityId,
      deleted: true,
      ...(reason && { reason }),
    })
  await expect(remove(await app.as('rep'), 'Doublon')).rejects.toMatchObject({
    code: 'E-ACT-DELETE-PROTECTED',
  })
  const manager = await app.as('manager')
  await expect(remove(manager)).rejects.toMatchObject({ code: 'E-ACT-REASON-REQUIRED' })
  await remove(manager, 'Doublon')
  expect((await app.first('activities.watch', { id: activityId }))?.deletedAt).toBe(testNow)
})

test('PRM-01 who works alone may everything, whatever the role says', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const id = await addActivity(app, customer, testNow - hourMs)
  const { id: rep } = await app.client.call('users.create', { firstName: 'Karim', roles: ['rep'] })
  const client = await app.connect({ as: rep })
  await client.call('activities.update', { id, patch: { title: 'Autre', endAt: testNow } })
  await client.call('activities.setDeleted', { id, deleted: true })
  await client.call('activities.setDeleted', { id, deleted: false })
  expect((await app.first('activities.watch', { id }))?.may).toEqual({
    ...{ edit: null, editTimes: null, delete: null, restore: null },
  })
})
