import * as Y from 'yjs'
import { loadDocument } from './loaded-document.ts'

/** A record as it would have been with a change that is not part of its document. */
export interface RejectedRecord {
  readonly root: string
  readonly id: string
  /** Scalars and texts by name; rich text without its marks. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** The records that `rejected` changes when it is applied to a document made of `others`. */
export function recordsWith(
  documentId: string,
  others: readonly Uint8Array[],
  rejected: readonly { readonly update: Uint8Array }[],
): RejectedRecord[] {
  const document = loadDocument(documentId, others)
  for (const { update } of rejected) Y.applyUpdate(document.doc, update)
  const records = [...document.takeTouched()].flatMap(([root, ids]) =>
    [...ids].map((id) => ({ root, id, fields: fieldsOf(document.doc.getMap(root).get(id)) })),
  )
  document.doc.destroy()
  return records
}

function fieldsOf(record: unknown): RejectedRecord['fields'] {
  if (!(record instanceof Y.Map)) return record === undefined ? {} : { value: record }
  return record.toJSON()
}
