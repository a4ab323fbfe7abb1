import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { findRecord, readRecord } from '../../core/crdt/record.ts'
import { customerRecord } from '../../core/crdt/records/customer-record.ts'
import { addActivity, addCustomer, novemberAt } from '../testing/sample-records.ts'
import { openTestBackend, type TestBackend, testNow } from '../testing/test-backend.ts'
import { rebuildRows } from './rebuild-rows.ts'

/** Decodes, but throws when it is applied: its text stands left of an item of its future. */
const poison = new Uint8Array(Buffer.from('01010200440202015100', 'hex'))
const garbage = new Uint8Array([255, 255, 255])

async function workspaceWithCustomer() {
  const app = await openTestBackend()
  await app.client.call('workspace.create', {
    ...{ organisationName: 'Pièces Auto Rhône', firstName: 'Camille', lastName: 'Roche' },
    ...{ tz: 'Europe/Paris', locale: 'fr' },
  })
  const id = await addCustomer(app, 'Norauto')
  return { app, id, documentId: `c/${id}` }
}

/** A row of the log as if this device had written it. */
function append({ backend }: TestBackend, documentId: string, update: Uint8Array): void {
  const author = { at: testNow, userId: 'camille', deviceId: 'laptop' }
  backend.services.log.append({ documentId, update, origin: 'local', ...author })
}

const documentOf = ({ backend }: TestBackend, activityId: string): string =>
  backend.services.db.reader.raw
    .prepare('select doc_id from activity where id = ?')
    .pluck()
    .get(activityId) as string

const nameOf = ({ backend }: TestBackend, id: string): string =>
  backend.services.documents.read(
    `c/${id}`,
    (doc) => readRecord(customerRecord, findRecord(doc, customerRecord, id)!).name,
  )

test('SYN-15 a row of the own log that cannot be applied is put aside, and the document goes on', async () => {
  const { app, id, documentId } = await workspaceWithCustomer()
  append(app, documentId, poison)
  await app.client.call('customers.update', { id, patch: { name: 'Norauto Rennes' } })
  append(app, documentId, garbage)
  const again = await app.reopen()
  await again.client.call('customers.update', { id, patch: { city: 'Rennes' } })
  expect(nameOf(again, id)).toBe('Norauto Rennes')
  expect(await again.client.call('sync.rejected', {})).toEqual([
    {
      ...{ id: 2, documentId, origin: 'local', reason: 'poison', userId: 'camille', at: testNow },
      records: [],
    },
    {
      ...{ id: 1, documentId, origin: 'local', reason: 'poison', userId: 'camille', at: testNow },
      records: [{ root: 'unreadable', id: '', fields: { texts: 'Q' } }],
    },
  ])
  const [, kept] = again.backend.services.syncLog.rejections()
  expect(kept!.updates).toEqual([poison])
  // Once: nothing is left of it in the log.
  const third = await again.reopen()
  expect(nameOf(third, id)).toBe('Norauto Rennes')
  expect(await third.client.call('sync.rejected', {})).toHaveLength(2)
})

test('SYN-15 what was written here on top of an unreadable row is put aside with it, with its texts', async () => {
  const { app, id, documentId } = await workspaceWithCustomer()
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('remarks')
  text.insert(0, 'Vu le chef. ')
  text.insert(text.length, 'Plaquettes à commander')
  append(app, documentId, updates[0]!.subarray(0, 9))
  append(app, documentId, updates[1]!)
  const again = await app.reopen()
  expect(nameOf(again, id)).toBe('Norauto')
  expect(
    (await again.client.call('sync.rejected', {})).map(({ reason, records }) => [
      reason,
      records.map(({ fields }) => fields),
    ]),
  ).toEqual([
    ['incomplete', [{ texts: 'Plaquettes à commander' }]],
    ['poison', []],
  ])
})

test('TL-20 nothing waits any more for a row that was put aside', async () => {
  const { app, id } = await workspaceWithCustomer()
  const { local } = app.backend.services
  local.setShared({
    ...{ server: 'http://127.0.0.1:9', workspaceId: 'w', userId: 'camille', deviceId: 'laptop' },
    ...{ email: 'camille@example.com', roles: ['admin'], territory: null, isFounding: false },
  })
  const activityId = await addActivity(app, id, novemberAt(4, '09:00'))
  const waiting = ({ backend }: TestBackend) =>
    backend.services.db.reader.raw.prepare('select activity_id from unshared').pluck().all()
  const documentId = documentOf(app, activityId)
  append(app, documentId, poison)
  app.backend.services.db.writer.raw.exec('update unshared set seq = (select max(seq) from upd)')
  expect(waiting(app)).toEqual([activityId])
  const again = await app.reopen()
  again.backend.services.documents.read(documentId, () => undefined)
  expect(waiting(again)).toEqual([])
})

test('SYN-15 the read tables are made anew also where a row of the log cannot be applied', async () => {
  const { app, documentId } = await workspaceWithCustomer()
  append(app, documentId, poison)
  const again = await app.reopen()
  const names = again.backend.services.db.reader.raw.prepare('select name from customer').pluck()
  await rebuildRows(again.backend.services.documents, () => undefined)
  expect(names.all()).toEqual(['Norauto'])
  expect(await again.client.call('sync.rejected', {})).toHaveLength(1)
})
