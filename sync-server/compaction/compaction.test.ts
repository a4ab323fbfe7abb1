import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { foldAfterMs } from '../../core/sync/folding.ts'
import { updatesOf } from '../testing/sample-updates.ts'
import { marie, openTestLog, testNow, type TestLog } from '../testing/test-log.ts'
import { TestClock } from '../testing/test-sockets.ts'
import { Compaction } from './compaction.ts'

const letters = 300

/** A log with a text typed letter by letter, and a document of one update. */
async function typedLog(): Promise<TestLog & { typed: readonly Uint8Array[] }> {
  const log = await openTestLog()
  const typed = updatesOf(1, (doc) => {
    for (let at = 0; at < letters; at++) doc.getText('body').insert(at, 'x')
  })
  const push = (documentId: string, updates: readonly Uint8Array[]) =>
    log.ingest.push(
      marie,
      updates.map((update) => ({ documentId, update })),
    )
  await push('c/norauto', typed)
  await push('c/midas', typed.slice(0, 1))
  return { ...log, typed }
}

const later = testNow + foldAfterMs + 1

test('SYN-16 what is 30 days old becomes one entry, and documents and chain stay', async () => {
  const { store, ingest, restarted, typed } = await typedLog()
  const head = await store.head()
  const compaction = new Compaction({ store, now: () => later, log: () => undefined })
  expect(await compaction.run()).toBe(1)
  const [folded, ...others] = await store.entriesOf('c/norauto')
  expect(others).toEqual([])
  expect(folded).toMatchObject({ seq: letters, userId: 'server' })
  expect(await store.entriesOf('c/midas')).toHaveLength(1)
  expect(await store.verify()).toEqual(head)
  // Somebody who was away for long still writes on what was folded, and repeats what is known.
  const doc = new Y.Doc()
  for (const update of typed.slice(0, 100)) Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  doc.getText('body').insert(100, 'yz')
  const update = Y.encodeStateAsUpdate(doc, before)
  const documentId = 'c/norauto'
  for (const of of [ingest, restarted()])
    expect(
      await of.push(marie, [
        { documentId, update },
        { documentId, update: typed[7]! },
      ]),
    ).toEqual([{ seq: letters + 2 }, { seq: 8 }])
  const read = new Y.Doc()
  for (const entry of await store.entriesOf(documentId)) Y.applyUpdate(read, entry.update)
  expect(read.getText('body').toJSON().replaceAll('x', '')).toBe('yz')
  expect(read.getText('body').length).toBe(letters + 2)
})

test('SYN-16 what is younger stays as it was written', async () => {
  const { store } = await typedLog()
  const compaction = new Compaction({ store, now: () => later - 1, log: () => undefined })
  expect(await compaction.run()).toBe(0)
  expect(await store.entriesOf('c/norauto')).toHaveLength(letters)
})

test('SYN-16 it runs by itself a minute after the start and then once a day', async () => {
  const { store } = await typedLog()
  const clock = new TestClock()
  const runs: string[] = []
  const said = Promise.withResolvers<void>()
  const compaction = new Compaction({
    ...{ store, now: () => later, after: clock.after },
    log: (message) => {
      runs.push(message)
      said.resolve()
    },
  })
  compaction.start()
  clock.advance(59_999)
  expect(runs).toEqual([])
  clock.advance(1)
  await said.promise
  await compaction.stop()
  expect(runs).toEqual(['folded the old entries of 1 documents'])
})
