import * as Y from 'yjs'
import {
  type Conflict,
  conflictOfKey,
  conflictRoot,
  conflictsOf,
  readConflict,
} from '../../core/crdt/records/conflict-record.ts'
import { reviewedFieldsOf } from '../../core/crdt/records/reviewed-fields.ts'
import { reviewsOf } from '../../core/crdt/review.ts'
import type { Touched } from '../documents/loaded-document.ts'
import type { Connection } from '../storage/connection.ts'
import { prepareUpsert } from '../storage/upsert.ts'
import type { Projection } from './projection.ts'

const separator = '/'

/** Adds the records, as `root/id`, whose conflicts may look different now. */
export function withConflictsOf(doc: Y.Doc, touched: Touched): Touched {
  const records = new Set<string>()
  for (const root of reviewedFieldsOf.keys())
    for (const id of touched.get(root) ?? []) records.add(root + separator + id)
  for (const key of touched.get(conflictRoot) ?? []) {
    const conflict = readConflict(doc, conflictOfKey(key))
    if (conflict) records.add(conflict.root + separator + conflict.recordId)
  }
  return new Map(touched).set(conflictRoot, records)
}

/** What people have to review about a record; decided ones stay, marked so. */
export function conflictProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from conflict where record_id = ? and root = ?')
  const insert = prepareUpsert(writer, 'conflict', 'id', [
    'id',
    'doc_id',
    'kind',
    'root',
    'record_id',
    'field',
    'kept',
    'kept_by',
    'kept_at',
    'lost',
    'lost_by',
    'lost_at',
    'resolved',
  ])
  return {
    root: conflictRoot,
    tables: ['conflict'],
    project({ documentId, doc, ids, changes }) {
      const byRecord = groupByRecord(conflictsOf(doc))
      for (const key of ids) {
        const root = key.slice(0, key.indexOf(separator))
        const recordId = key.slice(root.length + separator.length)
        const { changes: removed } = remove.run(recordId, root)
        const map = doc.getMap(root).get(recordId)
        const reviews =
          map instanceof Y.Map
            ? reviewsOf(doc, root, map as Y.Map<unknown>, recordId, byRecord.get(key) ?? [])
            : []
        for (const review of reviews)
          insert({
            id: review.id,
            doc_id: documentId,
            kind: review.kind,
            root,
            record_id: recordId,
            field: review.field,
            kept: JSON.stringify(review.kept),
            kept_by: review.keptBy,
            kept_at: review.keptAt,
            lost: JSON.stringify(review.lost),
            lost_by: review.lostBy,
            lost_at: review.lostAt,
            resolved: review.isResolved ? 1 : 0,
          })
        if (removed > 0 || reviews.length > 0) changes.add('conflict', recordId)
      }
    },
  }
}

function groupByRecord(
  conflicts: readonly [string, Conflict][],
): Map<string, [string, Conflict][]> {
  const groups = new Map<string, [string, Conflict][]>()
  for (const entry of conflicts) {
    const key = entry[1].root + separator + entry[1].recordId
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return groups
}
