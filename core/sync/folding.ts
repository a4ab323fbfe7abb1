import { dayMs } from '../domain/time/instant.ts'
import * as Y from 'yjs'
import { updateFault } from './update-fault.ts'

/** Updates of the last days stay as they are: who wrote what can be told, and one field restored. */
export const foldAfterMs = 30 * dayMs
/** More updates or bytes than these are worth the work. */
export interface FoldFrom {
  readonly updates: number
  readonly bytes: number
}
const usualFoldFrom: FoldFrom = { updates: 200, bytes: 64 * 1024 }

/** An update of one document, with when it was written, in UTC milliseconds. */
export interface DatedUpdate {
  readonly at: number
  readonly update: Uint8Array
}

export interface Folding<Entry> {
  /** The entry that stands for all before it, and itself. */
  readonly last: Entry
  /** Everything of them as one update. */
  readonly state: Uint8Array
}

/**
 * What the old updates of a document can be replaced by, or `undefined` where that is not worth it or
 * not safe: the one update must be a whole in itself, and as short as every update has to be, so that
 * it can travel like any other.
 *
 * Never `Y.mergeUpdates`, which takes seconds for 20,000 updates: they are applied to a document in
 * one transaction, and its state is encoded.
 *
 * @param entries of one document, in the order of its log
 * @param before UTC milliseconds; the first entry from then on and all after it stay
 */
export function fold<Entry extends DatedUpdate>(
  entries: readonly Entry[],
  before: number,
  from: FoldFrom = usualFoldFrom,
): Folding<Entry> | undefined {
  const firstNew = entries.findIndex(({ at }) => at >= before)
  const old = firstNew === -1 ? entries : entries.slice(0, firstNew)
  const last = old.at(-1)
  const bytes = old.reduce((sum, { update }) => sum + update.length, 0)
  const isWorthIt = old.length > from.updates || (bytes > from.bytes && old.length > 1)
  if (!last || !isWorthIt) return undefined
  const state = stateOf(old.map(({ update }) => update))
  const isUseful = state && (state.length < bytes || old.length > from.updates)
  return isUseful && updateFault(state) === undefined ? { last, state } : undefined
}

function stateOf(updates: readonly Uint8Array[]): Uint8Array | undefined {
  const doc = new Y.Doc()
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    const isWhole = doc.store.pendingStructs === null && doc.store.pendingDs === null
    return isWhole ? Y.encodeStateAsUpdate(doc) : undefined
  } catch {
    return undefined // poison: whoever loads the document deals with it
  } finally {
    doc.destroy()
  }
}
