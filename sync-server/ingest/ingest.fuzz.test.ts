import { bool, create, int31, oneOf, type PRNG } from 'lib0/prng'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { refusals } from '../../core/sync/feed-messages.ts'
import { settingKeys, typing } from '../testing/sample-updates.ts'
import { marie, openTestLog } from '../testing/test-log.ts'

const documents = 50
const changedUpdates = Number(process.env['UPDATES'] ?? 5000)

/** An update with some bytes replaced, sometimes cut short or followed by another one. */
function changed(random: PRNG, updates: readonly Uint8Array[]): Uint8Array {
  const bytes = Uint8Array.from(oneOf(random, updates as Uint8Array[]))
  for (let change = bool(random) ? 1 : int31(random, 2, 4); change > 0; change--)
    bytes[int31(random, 0, bytes.length - 1)] = int31(random, 0, 255)
  if (int31(random, 0, 4) > 0) return bytes
  if (bool(random)) return bytes.subarray(0, int31(random, 0, bytes.length))
  return new Uint8Array([...bytes, ...oneOf(random, updates as Uint8Array[])])
}

/** A document from updates, applied one by one or all in one transaction. */
function documentOf(updates: readonly Uint8Array[], how: 'one by one' | 'at once'): Y.Doc {
  const doc = new Y.Doc()
  const apply = (): void => updates.forEach((update) => Y.applyUpdate(doc, update))
  if (how === 'at once') doc.transact(apply)
  else apply()
  return doc
}

const contentOf = (doc: Y.Doc): unknown => ({
  activities: doc.getMap('activities').toJSON(),
  customers: doc.getMap('customers').toJSON(),
  known: Y.decodeStateVector(Y.encodeStateVector(doc)),
})

test(
  `SYN-15 of ${changedUpdates} changed updates none stops the server or breaks a document`,
  { timeout: 60_000 + 50 * changedUpdates },
  async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
    console.log(`fuzz: seed ${seed}`)
    const random = create(seed)
    const { ingest, store, restarted } = await openTestLog()
    const honest = [...typing(1), ...settingKeys(2, 3)]
    const ids = Array.from({ length: documents }, (_, index) => `c/customer-${index}`)
    for (const documentId of ids)
      await ingest.push(
        marie,
        honest.map((update) => ({ documentId, update })),
      )

    const counts = new Map<string, number>()
    for (let round = 0; round < changedUpdates / documents; round++) {
      const results = await ingest.push(
        marie,
        ids.map((documentId) => ({ documentId, update: changed(random, honest) })),
      )
      for (const result of results) {
        const name = 'seq' in result ? 'accepted' : result.refusal
        counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
    const tally = [...counts].map(([name, count]) => `, ${name} ${count}`).join('')
    console.log(`fuzz: updates ${changedUpdates}${tally}`)
    expect(['accepted', ...refusals]).toEqual(expect.arrayContaining([...counts.keys()]))
    expect(counts.get('accepted')).toBeGreaterThan(100)
    expect(counts.get('malformed')).toBeGreaterThan(100)

    // What was accepted makes the same document however it is loaded, the document can be handed on as
    // a snapshot, and it still works.
    const again = restarted()
    for (const documentId of ids) {
      const [later] = settingKeys(3, 1, 'later')
      expect(await again.push(marie, [{ documentId, update: later! }])).toEqual([
        { seq: expect.any(Number) as number },
      ])
      const updates = (await store.entriesOf(documentId)).map(({ update }) => update)
      const loaded = documentOf(updates, 'one by one')
      expect(contentOf(documentOf(updates, 'at once'))).toEqual(contentOf(loaded))
      const copy = documentOf([Y.encodeStateAsUpdate(loaded)], 'at once')
      expect(contentOf(copy)).toEqual(contentOf(loaded))
      expect(loaded.store.pendingStructs).toBeNull()
    }
    expect(await store.quarantined()).toEqual([])
    expect(await store.verify()).toEqual(await store.head())
  },
)
