import * as Y from 'yjs'
import type { RejectedRecord } from './rejected-records.ts'
import type { StoredEntry } from './update-log.ts'

/** A row of a log that cannot be part of its document. */
export interface UnreadableEntry {
  readonly entry: StoredEntry
  /** `incomplete`: written here on top of one that cannot be applied. */
  readonly reason: 'poison' | 'incomplete'
  /** The texts in it, as far as it can be read at all. */
  readonly records: readonly RejectedRecord[]
}

/**
 * The rows that keep a document from being read: each row is applied to what the ones before it make.
 * What others wrote out of order stays: the server brings what it waits for.
 *
 * @param entries of one document, oldest first
 */
export function unreadableEntries(entries: readonly StoredEntry[]): UnreadableEntry[] {
  const good: Uint8Array[] = []
  const unreadable: UnreadableEntry[] = []
  let doc = documentOf(good)
  for (const entry of entries) {
    const wasWhole = isWhole(doc)
    const isApplied = applies(doc, entry.update)
    const isIncomplete = isApplied && entry.origin === 'local' && wasWhole && !isWhole(doc)
    if (isApplied && !isIncomplete) good.push(entry.update)
    else {
      const reason = isApplied ? 'incomplete' : 'poison'
      unreadable.push({ entry, reason, records: textsOf(entry.update) })
      // It may have been applied in part.
      doc.destroy()
      doc = documentOf(good)
    }
  }
  doc.destroy()
  return unreadable
}

function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

const isWhole = ({ store }: Y.Doc): boolean =>
  store.pendingStructs === null && store.pendingDs === null

function applies(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(doc, update)
    return true
  } catch {
    return false
  }
}

/** An update that cannot be applied can often be decoded; which records it was for, nobody can tell. */
function textsOf(update: Uint8Array): RejectedRecord[] {
  try {
    const texts = Y.decodeUpdate(update).structs.flatMap((struct) =>
      struct instanceof Y.Item ? textsIn(struct.content) : [],
    )
    if (texts.length === 0) return []
    return [{ root: 'unreadable', id: '', fields: { texts: texts.join('\n') } }]
  } catch {
    return []
  }
}

function textsIn(content: Y.Item['content']): string[] {
  if (content instanceof Y.ContentString) return [content.str]
  if (!(content instanceof Y.ContentAny)) return []
  return content.arr.filter((value): value is string => typeof value === 'string' && value !== '')
}
