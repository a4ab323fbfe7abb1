import { findRecord, readRecord } from '../../core/crdt/record.ts'
import { reportRecord } from '../../core/crdt/records/report-record.ts'
import type { Connection } from '../storage/connection.ts'
import { prepareUpsert } from '../storage/upsert.ts'
import type { Projection } from './projection.ts'

/** Revisions of reports: which activity and form they belong to; answers are read from the document. */
export function reportProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from report where id = ?')
  const upsert = prepareUpsert(writer, 'report', 'id', [
    'id',
    'doc_id',
    'activity_id',
    'form_id',
    'version_id',
    'first_id',
    'submitted_at',
    'submitted_by',
    'withdrawn_at',
    'deleted_at',
  ])
  return {
    root: reportRecord.root,
    tables: ['report'],
    project({ documentId, doc, ids, changes }) {
      for (const id of ids) {
        changes.add('report', id)
        const map = findRecord(doc, reportRecord, id)
        if (!map) {
          remove.run(id)
          continue
        }
        const record = readRecord(reportRecord, map)
        upsert({
          id,
          doc_id: documentId,
          activity_id: record.activityId,
          form_id: record.formId,
          version_id: record.versionId,
          first_id: record.revisionOf ?? id,
          submitted_at: record.submittedAt,
          submitted_by: record.createdBy,
          withdrawn_at: record.withdrawnAt,
          deleted_at: record.deletedAt,
        })
      }
    },
  }
}
