import { onTestFinished } from 'vitest'
import type { Claims } from '../../core/sync/policy.ts'
import { Ingest } from '../ingest/ingest.ts'
import type { LogStore } from '../log/log-store.ts'
import { openStorage } from '../storage/open-storage.ts'
import { storeUrlOf } from './storage-under-test.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Tuesday 24 November 2026, 10:00 in Paris. */
export const testNow = Date.UTC(2026, 10, 24, 9, 0)

export const marie: Claims = { userId: 'marie', roles: ['rep'], territory: 'everything' }

export interface TestLog {
  readonly store: LogStore
  readonly ingest: Ingest
  /** What was said to the operator. */
  readonly said: string[]
  /** Takes in through another `Ingest`, whose documents are made from the log. */
  readonly restarted: () => Ingest
}

/** A log in a temporary folder and its way in, at a clock that stands. */
export async function openTestLog(
  change: (store: LogStore) => LogStore = (store) => store,
): Promise<TestLog> {
  const dataDir = temporaryFolder()
  const { log: opened } = await openStorage({
    ...{ dataDir, storeUrl: await storeUrlOf(dataDir) },
    now: () => testNow,
    newId: () => 'epoch',
  })
  onTestFinished(() => opened.close())
  const store = change(opened)
  const said: string[] = []
  const restarted = (): Ingest =>
    new Ingest({ store, now: () => testNow, log: (message) => said.push(message) })
  return { store, ingest: restarted(), said, restarted }
}

/** The methods of a store as an object's own, so that one can be replaced. */
export function bound(store: LogStore): LogStore {
  return {
    append: (entries) => store.append(entries),
    placesOf: (updates) => store.placesOf(updates),
    head: () => store.head(),
    chainAt: (seq) => store.chainAt(seq),
    since: (cursor, limits) => store.since(cursor, limits),
    entriesOf: (id) => store.entriesOf(id),
    documentIds: (after, limit) => store.documentIds(after, limit),
    fold: (id, seq, state) => store.fold(id, seq, state),
    quarantine: (seq, reason, at) => store.quarantine(seq, reason, at),
    quarantined: () => store.quarantined(),
    verify: () => store.verify(),
    close: () => store.close(),
  }
}
