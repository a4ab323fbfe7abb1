import { findRecord, readRecord } from '../../core/crdt/record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import type { Connection } from '../storage/connection.ts'
import { prepareUpsert } from '../storage/upsert.ts'
import type { Projection } from './projection.ts'

/** Which notes an activity has; their text is read from the document. */
export function noteProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from note where id = ?')
  const upsert = prepareUpsert(writer, 'note', 'id', [
    'id',
    'doc_id',
    'activity_id',
    'created_at',
    'deleted_at',
  ])
  return {
    root: noteRecord.root,
    tables: ['note'],
    project({ documentId, doc, ids, changes }) {
      for (const id of ids) {
        changes.add('note', id)
        const map = findRecord(doc, noteRecord, id)
        if (!map) {
          remove.run(id)
          continue
        }
        const record = readRecord(noteRecord, map)
        upsert({
          id,
          doc_id: documentId,
          activity_id: record.activityId,
          created_at: record.createdAt,
          deleted_at: record.deletedAt,
        })
      }
    },
  }
}
