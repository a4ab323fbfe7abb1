import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { maxStructsPerUpdate, maxUpdateBytes } from '../../core/sync/limits.ts'
import { noPlaceOfItsOwn } from '../../core/sync/feed-messages.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import type { Claims } from '../../core/sync/policy.ts'
import type { LogStore } from '../log/log-store.ts'
import {
  deletions,
  poison,
  settingKeys,
  torn,
  typing,
  updatesOf,
} from '../testing/sample-updates.ts'
import { bound, marie, openTestLog, testNow } from '../testing/test-log.ts'
import type { Ingest } from './ingest.ts'
import type { Ingested } from './log-announcer.ts'
import { updateFault } from '../../core/sync/update-fault.ts'

const documentId = 'c/norauto'
const inDocument = (updates: readonly Uint8Array[], id = documentId) =>
  updates.map((update) => ({ documentId: id, update }))

/** What the log says a document holds. */
async function contentOf(store: LogStore, id = documentId): Promise<unknown> {
  const doc = new Y.Doc()
  for (const { update } of await store.entriesOf(id)) Y.applyUpdate(doc, update)
  return doc.getMap('customers').toJSON()
}

test('updates are answered with their place and stand in the log with author and instant', async () => {
  const { ingest, store } = await openTestLog()
  const [first, second] = settingKeys(1, 2)
  expect(await ingest.push(marie, inDocument([first!, second!]))).toEqual([{ seq: 1 }, { seq: 2 }])
  const entry: LogEntry = { documentId, seq: 1, userId: 'marie', at: testNow, update: first! }
  expect(await store.entriesOf(documentId)).toEqual([entry, { ...entry, seq: 2, update: second }])
  expect(await contentOf(store)).toEqual({ 0: 'Norauto', 1: 'Norauto' })
})

test('an empty push is answered with nothing', async () => {
  const { ingest } = await openTestLog()
  expect(await ingest.push(marie, [])).toEqual([])
})

test('SYN-13 the same update again is answered with the place it has, and changes nothing', async () => {
  const { ingest, store, restarted } = await openTestLog()
  const updates = inDocument(settingKeys(1, 2))
  await ingest.push(marie, updates)
  const head = await store.head()
  const paul: Claims = { ...marie, userId: 'paul' }
  const again = [...updates, ...updates]
  const places = [{ seq: 1 }, { seq: 2 }, { seq: 1 }, { seq: 2 }]
  expect(await ingest.push(paul, again)).toEqual(places)
  expect(await restarted().push(paul, again)).toEqual(places)
  expect(await store.head()).toEqual(head)
})

test('SYN-13 the same update twice in one push is one entry, announced once', async () => {
  const { ingest, store } = await openTestLog()
  const heard: number[] = []
  ingest.onIngested((ingested) => heard.push(...ingested.map(({ entry }) => entry.seq)))
  const [update] = settingKeys(1, 1)
  expect(await ingest.push(marie, inDocument([update!, update!]))).toEqual([{ seq: 1 }, { seq: 1 }])
  await ingest.push(marie, inDocument([update!]))
  expect((await store.head()).seq).toBe(1)
  expect(heard).toEqual([1])
})

test('SYN-16 what the log has in other bytes is answered, and not appended again', async () => {
  const { ingest, store, restarted } = await openTestLog()
  const updates = settingKeys(1, 20)
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  const folded = Y.encodeStateAsUpdate(doc)
  const [other] = settingKeys(2, 1)
  await ingest.push(marie, inDocument([folded]))
  const results = await restarted().push(marie, inDocument([...updates, other!]))
  expect(results).toEqual([...updates.map(() => ({ seq: noPlaceOfItsOwn })), { seq: 2 }])
  expect((await store.entriesOf(documentId)).map(({ update }) => update)).toEqual([folded, other])
})

test('PRM-02 what someone may not write is refused, the rest of the push is not', async () => {
  const { ingest, store } = await openTestLog()
  const limited: Claims = { ...marie, territory: new Set(['norauto']) }
  const [update] = settingKeys(1, 1)
  const forbidden = ['settings', 'directory', 'f/visite', 'c/midas', 'u/paul', 'nonsense']
  const results = await ingest.push(
    limited,
    ['c/norauto', ...forbidden, 'u/marie'].map((id) => ({ documentId: id, update: update! })),
  )
  expect(results).toEqual([
    { seq: 1 },
    ...forbidden.map(() => ({ refusal: 'forbidden' })),
    { seq: 2 },
  ])
  expect((await store.head()).seq).toBe(2)
})

test('PRM-02 a known update tells nothing to someone who may not write its document', async () => {
  const { ingest } = await openTestLog()
  const [update] = settingKeys(1, 1)
  await ingest.push({ ...marie, roles: ['admin'] }, inDocument([update!], 'settings'))
  expect(await ingest.push(marie, inDocument([update!], 'settings'))).toEqual([
    { refusal: 'forbidden' },
  ])
})

test('the server writes the directory by its own name, and nothing that is no document', async () => {
  const { ingest, store } = await openTestLog()
  const [update] = settingKeys(1, 1)
  const results = await ingest.pushAsServer(
    ['directory', 'nonsense'].map((id) => ({ documentId: id, update: update! })),
  )
  expect(results).toEqual([{ seq: 1 }, { refusal: 'forbidden' }])
  expect(await store.entriesOf('directory')).toMatchObject([{ userId: 'server', at: testNow }])
})

test('an update has at most 1 MB', () => {
  const ofLength = (length: number) =>
    updatesOf(1, (doc) => doc.getMap('customers').set('k', 'x'.repeat(length)))[0]!
  const overhead = ofLength(maxUpdateBytes / 2).length - maxUpdateBytes / 2
  expect(updateFault(ofLength(maxUpdateBytes - overhead))).toBeUndefined()
  expect(updateFault(ofLength(maxUpdateBytes - overhead + 1))).toBe('update-too-large')
})

test('an update has at most 20,000 structs and deleted ranges', () => {
  const keys = (count: number) =>
    updatesOf(1, (doc) =>
      doc.transact(() => {
        for (let key = 0; key < count; key++) doc.getMap('m').set(String(key), 1)
      }),
    )[0]!
  expect(updateFault(keys(maxStructsPerUpdate))).toBeUndefined()
  expect(updateFault(keys(maxStructsPerUpdate + 1))).toBe('too-many-structs')
  expect(updateFault(deletions(maxStructsPerUpdate))).toBeUndefined()
  expect(updateFault(deletions(maxStructsPerUpdate + 1))).toBe('too-many-structs')
})

test(
  'a document has at most 16 MB, of state and not of history',
  { timeout: 120_000 },
  async () => {
    const { ingest, restarted } = await openTestLog()
    const value = 'x'.repeat(1_000_000)
    const overwritten = updatesOf(1, (doc) => {
      for (let time = 0; time < 20; time++) doc.getMap('customers').set('same', value + time)
    })
    const results = await ingest.push(marie, inDocument(overwritten))
    expect(results.at(-1)).toEqual({ seq: 20 })
    const kept = updatesOf(2, (doc) => {
      for (let key = 0; key < 16; key++) doc.getMap('customers').set(String(key), value)
    })
    const refused = { refusal: 'document-too-large' }
    const filled = await ingest.push(marie, inDocument(kept))
    expect(filled.slice(0, 15)).toEqual(
      Array.from({ length: 15 }, (_, index) => ({ seq: 21 + index })),
    )
    expect(filled[15]).toEqual(refused)
    expect(
      await restarted().push(marie, inDocument([...kept.slice(14), ...settingKeys(3, 1)])),
    ).toEqual([{ seq: 35 }, refused, { seq: 36 }])
  },
)

test.each([
  ['no bytes', new Uint8Array()],
  ['noise', new Uint8Array([9, 9, 9, 9])],
  ['an update cut short', settingKeys(1, 1)[0]!.subarray(0, 8)],
  ['an update that decodes but cannot be applied', poison],
])('%s is refused, and what came before and after in the push is not', async (_name, bad) => {
  const { ingest, store, restarted } = await openTestLog()
  const [first, second, third] = settingKeys(1, 3)
  await ingest.push(marie, inDocument([first!]))
  const results = await ingest.push(marie, inDocument([second!, bad, third!]))
  expect(results).toEqual([{ seq: 2 }, { refusal: 'malformed' }, { seq: 3 }])
  expect(await contentOf(store)).toEqual({ 0: 'Norauto', 1: 'Norauto', 2: 'Norauto' })
  const [later] = updatesOf(2, (doc) => doc.getMap('customers').set('later', true))
  expect(await ingest.push(marie, inDocument([later!]))).toEqual([{ seq: 4 }])
  expect(await restarted().push(marie, inDocument([poison]))).toEqual([{ refusal: 'malformed' }])
})

test('an item that stands in two places of a document is refused', async () => {
  const { ingest, store } = await openTestLog()
  const honest = typing(1)
  // Client 1 has written 40 clocks when the forged item, its 41st, follows.
  const [first] = honest
  const known = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(Y.mergeUpdates(honest)))
  expect(known.get(1)).toBe(40)
  await ingest.push(marie, inDocument(honest))
  expect(await ingest.push(marie, inDocument([torn]))).toEqual([{ refusal: 'malformed' }])
  expect(await ingest.push(marie, inDocument([first!, ...settingKeys(2, 1)]))).toEqual([
    { seq: 1 },
    { seq: honest.length + 1 },
  ])
  expect((await store.head()).seq).toBe(honest.length + 1)
})

test('SYN-13 an update that builds on a missing one is refused, and taken after it', async () => {
  const { ingest, store } = await openTestLog()
  const [first, second, third] = settingKeys(1, 3)
  const deleting = updatesOf(2, (doc) => {
    Y.applyUpdate(doc, first!)
    doc.getMap('customers').delete('0')
  }).at(-1)
  expect(await ingest.push(marie, inDocument([second!, deleting!, first!, third!]))).toEqual([
    { refusal: 'incomplete' },
    { refusal: 'incomplete' },
    { seq: 1 },
    { refusal: 'incomplete' },
  ])
  expect(await ingest.push(marie, inDocument([second!, deleting!, third!]))).toEqual([
    { seq: 2 },
    { seq: 3 },
    { seq: 4 },
  ])
  expect(await contentOf(store)).toEqual({ 1: 'Norauto', 2: 'Norauto' })
})

test('poison that is in the log already is put aside, and the rest of the document goes on', async () => {
  const { store, ingest, said } = await openTestLog()
  const [first, second, third] = settingKeys(1, 3)
  const entry = { documentId, userId: 'paul', at: 1 }
  await store.append(
    [first!, poison, second!].map((update, index) => ({ ...entry, at: index, update })),
  )
  const head = await store.head()
  expect(await ingest.push(marie, inDocument([third!]))).toEqual([{ seq: 4 }])
  expect(await store.quarantined()).toEqual([
    {
      ...entry,
      seq: 2,
      update: poison,
      reason: expect.stringContaining('TypeError') as string,
      quarantinedAt: testNow,
    },
  ])
  expect(said).toEqual([expect.stringMatching(/^entry 2 of c\/norauto is quarantined: TypeError/)])
  expect(await contentOf(store)).toEqual({ 0: 'Norauto', 1: 'Norauto', 2: 'Norauto' })
  expect(await store.chainAt(3)).toEqual(head.chain)
  expect(await store.verify()).toMatchObject({ seq: 4 })
})

test('pushes that arrive together share one commit, in their order', async () => {
  const commits: number[] = []
  const { ingest } = await openTestLog((store) => ({
    ...bound(store),
    append: (entries) => {
      commits.push(entries.length)
      return store.append(entries)
    },
  }))
  const all = await Promise.all(
    settingKeys(1, 40).map((update) => ingest.push(marie, inDocument([update]))),
  )
  expect(all).toEqual(Array.from({ length: 40 }, (_, index) => [{ seq: index + 1 }]))
  expect(commits).toEqual([40])
})

test('listeners hear of new entries after their sender, in the order of the log', async () => {
  const { ingest } = await openTestLog()
  const happened: string[] = []
  const name = ({ entry, origin }: Ingested): string => `${entry.seq} of ${String(origin)}`
  const stop = ingest.onIngested((ingested) => happened.push(...ingested.map(name)))
  const push = async (updates: readonly Uint8Array[], origin: string): Promise<void> => {
    const results = await ingest.push(marie, inDocument(updates), origin)
    happened.push(`${origin} acknowledged ${results.length}`)
  }
  const [a, b, c] = settingKeys(1, 3)
  await Promise.all([push([a!, poison, b!], 'first'), push([c!], 'second')])
  await push([c!], 'third')
  expect(happened).toEqual([
    'first acknowledged 3',
    'second acknowledged 1',
    '1 of first',
    '2 of first',
    '3 of second',
    'third acknowledged 1',
  ])
  stop()
  await push(settingKeys(2, 1), 'fourth')
  await push([], 'fifth')
  expect(happened.slice(6)).toEqual(['fourth acknowledged 1', 'fifth acknowledged 0'])
})

test('a listener that fails is said to the operator and stops nobody else', async () => {
  const { ingest, said } = await openTestLog()
  const heard: Ingested[] = []
  ingest.onIngested(() => {
    throw new Error('on purpose')
  })
  ingest.onIngested((ingested) => heard.push(...ingested))
  await ingest.push(marie, inDocument(settingKeys(1, 1)))
  await ingest.push(marie, inDocument(settingKeys(2, 1)))
  await ingest.push(marie, [])
  expect(heard).toHaveLength(2)
  expect(said).toEqual(Array(2).fill('a listener of the log failed: Error: on purpose'))
})

test('SYN-15 when the disk is full nothing is acknowledged, and the same push succeeds later', async () => {
  let full = true
  const { ingest, store } = await openTestLog((real) => ({
    ...bound(real),
    append: (entries) =>
      full ? Promise.reject(new Error('no space left on the disk')) : real.append(entries),
  }))
  const updates = inDocument(typing(1))
  const heard: Ingested[] = []
  ingest.onIngested((ingested) => heard.push(...ingested))
  const pushes = [ingest.push(marie, updates), ingest.push(marie, inDocument([poison]))]
  for (const push of pushes) await expect(push).rejects.toThrow('no space left on the disk')
  expect(heard).toEqual([])
  full = false
  const results = await ingest.push(marie, updates)
  expect(results).toEqual(updates.map((_, index) => ({ seq: index + 1 })))
  await ingest.push(marie, [])
  expect(heard).toHaveLength(updates.length)
  expect(await store.entriesOf(documentId)).toHaveLength(updates.length)
})

test('more documents than are kept in memory are all right', { timeout: 60_000 }, async () => {
  const { ingest, store } = await openTestLog()
  const ids = Array.from({ length: 620 }, (_, index) => `c/customer-${index}`)
  const [first, second] = settingKeys(1, 2)
  const pushAll = (to: Ingest, update: Uint8Array) =>
    to.push(
      marie,
      ids.map((id) => ({ documentId: id, update })),
    )
  await pushAll(ingest, first!)
  const results = await pushAll(ingest, second!)
  expect(results).toEqual(ids.map((_, index) => ({ seq: ids.length + index + 1 })))
  expect(await contentOf(store, ids[0])).toEqual({ 0: 'Norauto', 1: 'Norauto' })
})

test('SYN-04 an update that builds on one of another server is taken as soon as the log has that', async () => {
  const { ingest, restarted } = await openTestLog()
  const other = restarted()
  const [first, second, third, , fifth] = inDocument(settingKeys(1, 5))
  expect(await other.push(marie, [first!])).toEqual([{ seq: 1 }])
  expect(await ingest.push(marie, [second!])).toEqual([{ seq: 2 }])
  // In one push: a refusal in a push before would have made the document anew.
  expect(await other.push(marie, [third!, fifth!])).toEqual([{ seq: 3 }, { refusal: 'incomplete' }])
})

test('SYN-04 what another server has appended is announced in the order of the log', async () => {
  const { ingest, restarted } = await openTestLog()
  const other = restarted()
  const heard: [number, unknown][] = []
  other.onIngested((news) => {
    for (const { entry, origin } of news) heard.push([entry.seq, origin])
  })
  const [first, second, third] = inDocument(settingKeys(1, 3))
  await ingest.push(marie, [first!])
  await other.follow()
  expect(heard).toEqual([])
  await ingest.push(marie, [second!], 'elsewhere')
  await other.push(marie, [third!], 'here')
  await other.settled()
  expect(heard).toEqual([
    [2, undefined],
    [3, 'here'],
  ])
  await ingest.push(marie, inDocument(settingKeys(2, 1)))
  await other.follow()
  expect(heard.at(-1)).toEqual([4, undefined])
})

test('a document in memory has what other servers appended, also when it is poison', async () => {
  const { ingest, restarted, store, said } = await openTestLog()
  const other = restarted()
  const updates = inDocument(settingKeys(1, 3))
  await ingest.push(marie, [updates[0]!])
  await other.push(marie, [updates[1]!])
  await store.append([{ documentId, userId: 'paul', at: testNow, update: poison }])
  await ingest.follow()
  expect(await ingest.push(marie, [updates[2]!])).toEqual([{ seq: 4 }])
  expect(await store.quarantined()).toMatchObject([{ seq: 3, update: poison }])
  expect(said).toHaveLength(1)
})
