import { findRecord, readRecord } from '../../core/crdt/record.ts'
import { attachmentRecord } from '../../core/crdt/records/attachment-record.ts'
import type { Connection } from '../storage/connection.ts'
import { prepareUpsert } from '../storage/upsert.ts'
import type { Projection } from './projection.ts'

/** Links to files. A record without a usable parent is kept in the document and not shown. */
export function attachmentProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from attachment where id = ?')
  const upsert = prepareUpsert(writer, 'attachment', 'id', [
    'id',
    'doc_id',
    'parent_kind',
    'parent_id',
    'hash',
    'name',
    'mime',
    'size_bytes',
    'created_at',
    'created_by',
    'deleted_at',
  ])
  return {
    root: attachmentRecord.root,
    tables: ['attachment'],
    project({ documentId, doc, ids, changes }) {
      for (const id of ids) {
        changes.add('attachment', id)
        const map = findRecord(doc, attachmentRecord, id)
        const record = map && readRecord(attachmentRecord, map)
        if (!record?.parent) {
          remove.run(id)
          continue
        }
        upsert({
          id,
          doc_id: documentId,
          parent_kind: record.parent.kind,
          parent_id: record.parent.id,
          hash: record.hash,
          name: record.name,
          mime: record.mime,
          size_bytes: record.sizeBytes,
          created_at: record.createdAt,
          created_by: record.createdBy,
          deleted_at: record.deletedAt,
        })
      }
    },
  }
}
