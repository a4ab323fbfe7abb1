import type * as Y from 'yjs'
import type { StagedFile } from '../../core/contract/activities.ts'
import type { ParentRef } from '../../core/contract/scalars.ts'
import { createRecord } from '../../core/crdt/record.ts'
import { attachmentRecord } from '../../core/crdt/records/attachment-record.ts'
import type { Author } from '../documents/document-store.ts'
import { newRecordMeta } from '../handlers/record-meta.ts'
import { safeFileName } from './safe-file-name.ts'

/** Links a file of the content store to a record. Call inside a transaction of the document. */
export function linkFile(
  doc: Y.Doc,
  id: string,
  parent: ParentRef,
  { hash, name, mime, sizeBytes }: StagedFile,
  author: Author,
): void {
  createRecord(doc, attachmentRecord, id, {
    parent,
    hash,
    name: safeFileName(name),
    mime,
    sizeBytes,
    ...newRecordMeta(author),
  })
}
