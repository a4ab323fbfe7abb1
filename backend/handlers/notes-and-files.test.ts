import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'

async function withActivity(): Promise<TestBackend & { userId: string; activityId: string }> {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  return { ...app, activityId: await addActivity(app, customer, testNow - 3_600_000) }
}

const stage = (app: TestBackend, name: string, content: Uint8Array, mime = 'text/plain') =>
  app.client.call('attachments.stage', { name, mime, content })

const text = (value: string) => new TextEncoder().encode(value)

test('NOT-01 NOT-02 notes are listed newest first with author, and a deleted one leaves a mark', async () => {
  const app = await withActivity()
  const { activityId } = app
  const { id: first } = await app.client.call('notes.create', {
    activityId,
    body: [{ insert: 'Première\n' }],
  })
  app.clock.now += 60_000
  const { id: second } = await app.client.call('notes.create', {
    activityId,
    body: [{ insert: 'Seconde\n' }],
  })
  await app.client.call('notes.setDeleted', { id: first, deleted: true })
  const notes = await app.first('notes.watch', { activityId })
  expect(notes).toMatchObject([
    { id: second, authorId: app.userId, edited: false, body: [{ insert: 'Seconde\n' }] },
    { id: first, deletedBy: app.userId, body: [] },
  ])
  await app.client.call('notes.setDeleted', { id: first, deleted: false })
  expect((await app.first('notes.watch', { activityId }))[1]).toMatchObject({
    edited: false,
    body: [{ insert: 'Première\n' }],
  })
})

test('NOT-02 an empty note is refused', async () => {
  const app = await withActivity()
  await expect(
    app.client.call('notes.create', { activityId: app.activityId, body: [{ insert: ' \n' }] }),
  ).rejects.toMatchObject({ code: 'E-NOTE-EMPTY' })
})

test('NOT-05 two editors that type into one note at once keep every character', async () => {
  const app = await withActivity()
  const { id } = await app.client.call('notes.create', {
    activityId: app.activityId,
    body: [{ insert: 'Rappeler\n' }],
  })
  const [note] = await app.first('notes.watch', { activityId: app.activityId })
  const { documentId } = note!
  const { update } = await app.first('documents.open', { documentId })
  const replicas = [new Y.Doc(), new Y.Doc()]
  for (const [index, doc] of replicas.entries()) {
    Y.applyUpdate(doc, update)
    const before = Y.encodeStateVector(doc)
    const body = (doc.getMap('notes').get(id) as Y.Map<Y.Text>).get('body')!
    body.insert(index === 0 ? 0 : body.length - 1, index === 0 ? 'À ' : ' lundi')
    app.clock.now += 120_000
    await app.client.call('documents.apply', {
      documentId,
      update: Y.encodeStateAsUpdate(doc, before),
    })
  }
  expect(await app.first('notes.watch', { activityId: app.activityId })).toMatchObject([
    { edited: true, updatedBy: app.userId, body: [{ insert: 'À Rappeler lundi\n' }] },
  ])
})

test('NOT-05 two people who edit one note apart are both named as its editors', async () => {
  const app = await withActivity()
  const { id: paulId } = await app.client.call('users.create', { firstName: 'Paul' })
  const paul = await app.connect({ as: paulId })
  const { activityId } = app
  await app.client.call('notes.create', { activityId, body: [{ insert: 'Rappeler\n' }] })
  const [before] = await app.first('notes.watch', { activityId })
  expect(before).toMatchObject({ edited: false, editorIds: [] })
  const { id, documentId } = before!
  const { update } = await app.first('documents.open', { documentId })
  const edits = ['À ', 'lundi '].map((words) => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, update)
    const known = Y.encodeStateVector(doc)
    ;(doc.getMap('notes').get(id) as Y.Map<Y.Text>).get('body')!.insert(0, words)
    return Y.encodeStateAsUpdate(doc, known)
  })
  app.clock.now += 1000
  await app.client.call('documents.apply', { documentId, update: edits[0]! })
  await paul.call('documents.apply', { documentId, update: edits[1]! })
  const [after] = await app.first('notes.watch', { activityId })
  expect(after).toMatchObject({ authorId: app.userId, edited: true, updatedBy: paulId })
  expect(after!.editorIds).toEqual([app.userId, paulId].sort())
})

test('NOT-03 pinned notes stand above the others, and a fourth is refused', async () => {
  const app = await withActivity()
  const { activityId } = app
  const ids: string[] = []
  for (const name of ['un', 'deux', 'trois', 'quatre', 'cinq']) {
    app.clock.now += 1000
    const body = [{ insert: `${name}\n` }]
    ids.push((await app.client.call('notes.create', { activityId, body })).id)
  }
  const order = async (): Promise<string[]> =>
    (await app.first('notes.watch', { activityId })).map(({ id }) => String(ids.indexOf(id) + 1))
  const pin = (number: number, pinned = true) =>
    app.client.call('notes.setPinned', { id: ids[number - 1]!, pinned })
  for (const number of [1, 3, 2]) await pin(number)
  expect(await order()).toEqual(['3', '2', '1', '5', '4'])
  expect((await app.first('notes.watch', { activityId }))[0]).toMatchObject({
    ...{ pinnedBy: app.userId, pinnedAt: app.clock.now, edited: false },
  })
  await expect(pin(4)).rejects.toMatchObject({ code: 'E-NOTE-PIN-LIMIT' })
  await pin(3)
  await pin(3, false)
  await pin(4)
  expect(await order()).toEqual(['4', '2', '1', '5', '3'])
  await app.client.call('notes.setDeleted', { id: ids[3]!, deleted: true })
  expect(await order()).toEqual(['2', '1', '5', '4', '3'])
  await pin(5)
  expect(await order()).toEqual(['5', '2', '1', '4', '3'])
})

test('an update that Yjs cannot read is refused and changes nothing', async () => {
  const app = await withActivity()
  const { documentId } = (await app.first('activities.watch', { id: app.activityId }))!
  const before = await app.first('documents.open', { documentId })
  for (const update of [new Uint8Array([1, 2, 3]), new Uint8Array([255, 255, 255, 255])])
    await expect(app.client.call('documents.apply', { documentId, update })).rejects.toMatchObject({
      code: 'E-DOC-MALFORMED',
    })
  await expect(
    app.client.call('documents.apply', { documentId, update: new Uint8Array(1024 * 1024 + 1) }),
  ).rejects.toMatchObject({ code: 'E-DOC-TOO-LARGE' })
  for (const unknown of ['../etc', 'f/form-1'])
    await expect(
      app.client.call('documents.apply', { documentId: unknown, update: new Uint8Array() }),
    ).rejects.toMatchObject({ code: 'E-NOT-FOUND' })
  expect(await app.first('documents.open', { documentId })).toEqual(before)
})

test('a value of a wrong type in a document shows as empty and stays where it is', async () => {
  const app = await withActivity()
  const { documentId } = (await app.first('activities.watch', { id: app.activityId }))!
  const { update } = await app.first('documents.open', { documentId })
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  const record = doc.getMap('activities').get(app.activityId) as Y.Map<unknown>
  record.set('title', { not: 'a title' })
  record.set('endAt', 'soon')
  record.set('status', 7)
  doc.getMap('activities').set('broken', 'not a record')
  doc.getMap('fromTheFuture').set('key', 1)
  await app.client.call('documents.apply', {
    documentId,
    update: Y.encodeStateAsUpdate(doc, before),
  })
  expect(await app.first('activities.watch', { id: app.activityId })).toMatchObject({
    title: null,
    endAt: null,
    status: 'draft',
  })
  const stored = new Y.Doc()
  Y.applyUpdate(stored, (await app.first('documents.open', { documentId })).update)
  expect(stored.getMap('fromTheFuture').get('key')).toBe(1)
  expect((stored.getMap('activities').get(app.activityId) as Y.Map<unknown>).get('endAt')).toBe(
    'soon',
  )
})

test('ATT-01 ATT-02 files are added, renamed, removed and brought back', async () => {
  const app = await withActivity()
  const parent = { kind: 'activity' as const, id: app.activityId }
  const file = await stage(app, 'relevé.txt', text('stock'))
  const { id } = await app.client.call('attachments.add', { parent, file })
  const list = () => app.first('attachments.watch', { parent })
  expect(await list()).toEqual([
    {
      id,
      parent,
      hash: file.hash,
      name: 'relevé.txt',
      mime: 'text/plain',
      sizeBytes: 5,
      uploadedBy: app.userId,
      uploadedAt: testNow,
      local: 'present',
    },
  ])
  await app.client.call('attachments.rename', { id, name: 'stock.txt' })
  expect((await list())[0]?.name).toBe('stock.txt')
  await app.client.call('attachments.setRemoved', { id, removed: true })
  expect(await list()).toEqual([])
  expect((await app.first('activities.watch', { id: app.activityId }))?.attachmentCount).toBe(0)
  await app.client.call('attachments.setRemoved', { id, removed: false })
  const { content } = await app.client.call('attachments.content', { id })
  expect(content).toEqual(text('stock'))
})

test('ATT-03 empty, too large and executable files are refused with their code', async () => {
  const app = await withActivity()
  await expect(stage(app, 'vide.txt', new Uint8Array())).rejects.toMatchObject({
    code: 'E-ATT-EMPTY',
  })
  await app.client.call('organisation.update', { attachmentMaxBytes: 1024 * 1024 })
  const size = 1024 * 1024 + 1
  await expect(stage(app, 'film.mp4', new Uint8Array(size))).rejects.toMatchObject({
    code: 'E-ATT-TOO-LARGE',
    details: { size, max: 1024 * 1024 },
  })
  await expect(stage(app, 'facture.pdf.exe', text('x'))).rejects.toMatchObject({
    code: 'E-ATT-TYPE',
  })
  await expect(stage(app, 'facture.pdf', text('MZ…'))).rejects.toMatchObject({ code: 'E-ATT-TYPE' })
})

test('ATT-03 names lose folders and characters that hide what a file is; the same name is allowed', async () => {
  const app = await withActivity()
  const parent = { kind: 'activity' as const, id: app.activityId }
  const file = await stage(app, '../../etc/rap\u0007port?.txt', text('a'))
  expect(file.name).toBe('rapport.txt')
  for (const content of ['a', 'b'])
    await app.client.call('attachments.add', {
      parent,
      file: await stage(app, 'rapport.txt', text(content)),
    })
  expect((await app.first('attachments.watch', { parent })).map(({ name }) => name)).toEqual([
    'rapport.txt',
    'rapport.txt',
  ])
})

test('ACT-20 a file that is not linked yet is read by its hash', async () => {
  const app = await openTestWorkspace()
  const content = new Uint8Array([1, 2, 3])
  const file = { name: 'signature.png', mime: 'image/png', content }
  const { hash } = await app.client.call('attachments.stage', file)
  expect(await app.client.call('attachments.stagedContent', { hash })).toEqual({ content })
  await expect(
    app.client.call('attachments.stagedContent', { hash: 'f'.repeat(64) }),
  ).rejects.toMatchObject({ code: 'E-ATT-MISSING' })
})

test('ATT-04 the same content is stored once, and damage is noticed on opening', async () => {
  const app = await withActivity()
  const parent = { kind: 'activity' as const, id: app.activityId }
  const ids: string[] = []
  for (const name of ['un.txt', 'deux.txt']) {
    const { id } = await app.client.call('attachments.add', {
      parent,
      file: await stage(app, name, text('même contenu')),
    })
    ids.push(id)
  }
  const folder = join(app.dataDir, 'files')
  const stored = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  expect(stored).toHaveLength(1)
  const path = join(stored[0]!.parentPath, stored[0]!.name)
  writeFileSync(path, 'autre contenu')
  await expect(app.client.call('attachments.content', { id: ids[0]! })).rejects.toMatchObject({
    code: 'E-ATT-DAMAGED',
  })
  await stage(app, 'encore.txt', text('même contenu'))
  const { content } = await app.client.call('attachments.content', { id: ids[1]! })
  expect(content).toEqual(text('même contenu'))
})

test('ATT-01 a file that was never staged cannot be linked', async () => {
  const app = await withActivity()
  await expect(
    app.client.call('attachments.add', {
      parent: { kind: 'activity', id: app.activityId },
      file: { hash: '0'.repeat(64), name: 'x.txt', mime: 'text/plain', sizeBytes: 1 },
    }),
  ).rejects.toMatchObject({ code: 'E-ATT-MISSING' })
})
