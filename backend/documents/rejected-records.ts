import * as Y from 'yjs'
import { loadDocument } from './loaded-document.ts'

/** A record as it would have been with a change that is not part of its document. */
export interface RejectedRecord {
  readonly root: string
  readonly id: string
  /** Scalars and texts by name; rich text without its marks. */
  readonly fields: Readonly<Record<string, unknown>>
}

/**
 * The records that `rejected` changed, each as it was right after: a value that a later update of
 * somebody else would have overwritten is the one to be read.
 *
 * @param all updates of the document in their order, the rejected ones among them
 */
export function recordsWith(
  documentId: string,
  all: readonly Uint8Array[],
  rejected: readonly { readonly update: Uint8Array }[],
): RejectedRecord[] {
  const document = loadDocument(documentId, [])
  const records = new Map<string, RejectedRecord>()
  for (const update of all) {
    Y.applyUpdate(document.doc, update)
    const touched = document.takeTouched()
    if (!rejected.some((other) => Buffer.compare(other.update, update) === 0)) continue
    for (const [root, ids] of touched)
      for (const id of ids) {
        const fields = fieldsOf(document.doc.getMap(root).get(id))
        records.set(`${root} ${id}`, { root, id, fields })
      }
  }
  document.doc.destroy()
  return [...records.values()]
}

function fieldsOf(record: unknown): RejectedRecord['fields'] {
  if (!(record instanceof Y.Map)) return record === undefined ? {} : { value: record }
  return record.toJSON()
}
