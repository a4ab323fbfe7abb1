import { expect, test } from 'vitest'
import { maxPageBytes, maxUpdatesPerFrame } from '../../core/sync/limits.ts'
import type { Claims } from '../../core/sync/policy.ts'
import { settingKeys } from '../testing/sample-updates.ts'
import { marie, openTestLog, testNow } from '../testing/test-log.ts'
import { FeedClient, openTestServer, type TestServer } from '../testing/test-sockets.ts'
import { catalogueOf, fetchDocuments } from './catalogue.ts'

const paul: Claims = { ...marie, userId: 'paul' }

/** Two documents of two updates each, in turn. */
async function serverOfTwo(): Promise<TestServer> {
  const server = await openTestServer()
  for (const update of settingKeys(1, 2))
    for (const documentId of ['c/norauto', 'c/feuvert'])
      await server.ingest.push(paul, [{ documentId, update }])
  return server
}

test('SYN-01 a client that knows nothing gets the list of documents, and pages from there on', async () => {
  const server = await serverOfTwo()
  const { seq, chain } = await server.store.head()
  const client = new FeedClient(server, server.tokenFor(marie))
  await client.hello({ catalogue: true })
  expect(await client.message()).toMatchObject({ type: 'welcome', fits: true })
  expect(await client.message()).toEqual({
    type: 'catalogue',
    to: seq,
    chain,
    documentIds: ['c/feuvert', 'c/norauto'],
    isLast: true,
  })
  expect(await client.message()).toEqual({ type: 'live' })
  await server.ingest.push(paul, [{ documentId: 'c/midas', update: settingKeys(1, 1)[0]! }])
  await client.reach(seq + 1)
  expect(client.entries.map(({ documentId }) => documentId)).toEqual(['c/midas'])
})

test('SYN-01 a client that knows the log gets the list and the pages after its place', async () => {
  const server = await serverOfTwo()
  const client = new FeedClient(server, server.tokenFor(marie))
  const chain = (await server.store.chainAt(2))!
  await client.hello({ catalogue: true, epoch: 'epoch', cursor: 2, chain })
  await client.until('catalogue')
  await client.until('live')
  expect(client.entries.map(({ seq }) => seq)).toEqual([3, 4])
})

test('SYN-01 documents are fetched in the order that the client asks for', async () => {
  const server = await serverOfTwo()
  const client = new FeedClient(server, server.tokenFor(marie))
  await client.hello({ catalogue: true })
  const all = [
    ...(await server.store.entriesOf('c/norauto')),
    ...(await server.store.entriesOf('c/feuvert')),
  ]
  expect(
    await client.fetch(7, [
      { documentId: 'c/norauto', after: 0 },
      { documentId: 'c/unknown', after: 0 },
      { documentId: 'c/feuvert', after: all[2]!.seq },
    ]),
  ).toEqual({
    type: 'documents',
    request: 7,
    entries: [all[0], all[1], all[3]],
    complete: 3,
  })
})

test('PRM-02 neither the list nor a fetch tells of what is outside the territory', async () => {
  const server = await serverOfTwo()
  const token = server.tokenFor({ ...marie, territory: new Set(['norauto']) })
  const client = new FeedClient(server, token)
  await client.hello({ catalogue: true })
  expect((await client.until('catalogue')).documentIds).toEqual(['c/norauto'])
  const wanted = [{ documentId: 'c/feuvert', after: 0 }]
  expect(await client.fetch(1, wanted)).toMatchObject({ entries: [], complete: 1 })
})

test('a fetch before hello closes the connection', async () => {
  const server = await openTestServer()
  const client = new FeedClient(server, server.tokenFor(marie))
  void client.fetch(1, []).catch(() => undefined)
  expect(await client.closed).toBe(4400)
})

test('a fetch that is too long for one answer is gone on with, within a document too', async () => {
  const { store } = await openTestLog()
  const entry = (documentId: string, ...bytes: number[]) => ({
    ...{ documentId, userId: 'paul', at: testNow },
    update: new Uint8Array(bytes),
  })
  const many = Array.from({ length: maxUpdatesPerFrame + 3 }, (_, index) =>
    entry('c/many', index % 256, Math.floor(index / 256)),
  )
  await store.append([entry('c/one', 1), ...many])
  const wanted = ['c/one', 'c/many'].map((documentId) => ({ documentId, after: 0 }))
  const first = await fetchDocuments(store, wanted, () => true)
  expect(first.entries).toHaveLength(maxUpdatesPerFrame)
  expect(first.complete).toBe(1)
  const after = first.entries.at(-1)!.seq
  const second = await fetchDocuments(store, [{ documentId: 'c/many', after }], () => true)
  expect(second.entries.map(({ seq }) => seq)).toEqual([after + 1, after + 2, after + 3, after + 4])
  expect(second.complete).toBe(1)
})

test('one update may be as long as a frame allows, and comes alone', async () => {
  const { store } = await openTestLog()
  const long = (documentId: string) => ({
    ...{ documentId, userId: 'paul', at: testNow },
    update: new Uint8Array(maxPageBytes),
  })
  await store.append([long('c/a'), long('c/b')])
  const wanted = ['c/a', 'c/b'].map((documentId) => ({ documentId, after: 0 }))
  expect((await fetchDocuments(store, wanted, () => true)).complete).toBe(1)
})

test('the list of an empty log is one last part', async () => {
  const { store } = await openTestLog()
  const parts = []
  for await (const part of catalogueOf(store, () => true)) parts.push(part)
  expect(parts).toMatchObject([{ to: 0, documentIds: [], isLast: true }])
})
