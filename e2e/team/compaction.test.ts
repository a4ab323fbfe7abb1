import { cpSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { LogCompaction } from '../../backend/documents/log-compaction.ts'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { foldAfterMs } from '../../core/sync/folding.ts'
import { Compaction } from '../../sync-server/compaction/compaction.ts'
import { openSqliteLog } from '../../sync-server/log/sqlite-log-store.ts'
import {
  addCustomer,
  converge,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  rowsOf,
  startServer,
} from './team.ts'
import { rebuildRows } from '../../backend/documents/rebuild-rows.ts'

const changes = 250

/** A customer whose city changed so many times. */
async function muchChanged(laptop: Laptop): Promise<string> {
  const id = await addCustomer(laptop, 'Norauto')
  for (let change = 0; change < changes; change++)
    await laptop.client.call('customers.update', { id, patch: { city: `Ville ${change}` } })
  return id
}

const rowCount = ({ backend }: Laptop, documentId: string): unknown =>
  backend.services.db.reader.raw
    .prepare('select count(*) from upd where doc_id = ?')
    .pluck()
    .get(documentId)

function compactionOf({ backend }: Laptop, now: number): LogCompaction {
  const { db, log, history, syncLog } = backend.services
  return new LogCompaction({
    writer: db.writer,
    log,
    history,
    sharedUpTo: () => syncLog.sharedUpTo(),
    now: () => now,
    say: () => undefined,
  })
}

test('SYN-16 a laptop folds what is old and with the server, and what it shows stays', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const id = await muchChanged(camille)
  await camille.settled()
  const later = Date.now() + foldAfterMs
  const before = rowsOf(camille)
  expect(await compactionOf(camille, later).run()).toBe(1)
  expect(rowCount(camille, `c/${id}`)).toBe(1)
  const again = await camille.reopen()
  await rebuildRows(again.backend.services.documents, () => undefined)
  expect(rowsOf(again)).toBe(before)
  await again.client.call('customers.update', { id, patch: { city: 'Lyon' } })
  const paul = await joiningLaptop(server, again, 'paul@example.com')
  await converge(server.dataDir, [again, paul])
  expect(rowsOf(again)).toBe(rowsOf(paul))
})

test('SYN-16 what the server does not have yet is not folded', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  await server.close()
  await camille.until(({ connection }) => connection !== 'live')
  const id = await muchChanged(camille)
  expect(await compactionOf(camille, Date.now() + foldAfterMs).run()).toBe(0)
  expect(rowCount(camille, `c/${id}`)).toBe(changes + 1)
})

test('SYN-16 after server and laptops have folded, a new laptop and one that was away agree', async () => {
  const first = await startServer()
  const camille = await foundingLaptop(first)
  const paul = await joiningLaptop(first, camille, 'paul@example.com')
  const id = await muchChanged(camille)
  await converge(first.dataDir, [camille, paul])
  await paul.close()
  await camille.client.call('customers.update', { id, patch: { city: 'Lyon' } })
  await camille.settled()
  await first.close()

  const store = await openSqliteLog({ dataDir: first.dataDir, now: Date.now, newId: () => 'x' })
  const later = Date.now() + foldAfterMs
  expect(await new Compaction({ store, now: () => later, log: () => undefined }).run()).toBe(1)
  await store.close()
  await compactionOf(camille, later).run()

  const server = await startServer({ dataDir: first.dataDir, port: first.port })
  const back = await paul.reopen()
  const sofia = await joiningLaptop(server, camille, 'sofia@example.com')
  await back.client.call('customers.update', { id, patch: { postcode: '69003' } })
  await converge(server.dataDir, [camille, back, sofia])
  expect(rowsOf(sofia)).toBe(rowsOf(camille))
  expect(rowsOf(back)).toBe(rowsOf(camille))
  const state = ({ backend }: Laptop): Uint8Array =>
    backend.services.documents.read(`c/${id}`, (doc) => Y.encodeStateVector(doc))
  expect(state(sofia)).toEqual(state(camille))
})

test('SYN-16 SYN-15 a server restored from before the folding gets everything back from a folded laptop', async () => {
  const first = await startServer()
  const camille = await foundingLaptop(first)
  await first.close()
  const backup = temporaryFolder()
  cpSync(first.dataDir, backup, { recursive: true })
  const second = await startServer({ dataDir: first.dataDir, port: first.port })
  const id = await muchChanged(camille)
  await camille.settled()
  await compactionOf(camille, Date.now() + foldAfterMs).run()
  await second.close()

  const restored = await startServer({ dataDir: backup, port: first.port })
  await camille.settled()
  const paul = await joiningLaptop(restored, camille, 'paul@example.com')
  await converge(restored.dataDir, [camille, paul])
  expect(rowsOf(paul)).toBe(rowsOf(camille))
  expect(rowCount(paul, `c/${id}`)).toBe(1)
})
