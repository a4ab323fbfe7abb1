import { documentKind } from '../../core/crdt/document-id.ts'
import { touchedActivities } from '../../core/crdt/touched-activities.ts'
import type { Connection } from '../storage/connection.ts'
import type { LoadedDocument, Touched } from './loaded-document.ts'

/**
 * Which activities have changes that the team's server lacks (TL-20). Every write belongs into the
 * transaction that changes the log, so that both tell the same whenever the app ends. While nothing
 * is shared nothing is noted: the workspace is marked as a whole when it begins to be.
 */
export interface Unshared {
  /** The touched activities, their notes or files wait for row `seq` of the log. */
  mark(document: LoadedDocument, touched: Touched, seq: number): void
  /** Every activity waits for the last row of its document: another server is to get them all. */
  markEverything(): void
  /** The server has all rows up to `seq`; the activities that wait no more. */
  clear(seq: number): string[]
  /** Rows of the document were taken out; nothing waits for those. */
  dropRemoved(documentId: string): void
}

/** @param isShared whether there is a team's server now */
export function openUnshared(connection: Connection, isShared: () => boolean): Unshared {
  const mark = connection.prepared(`insert into unshared (activity_id, doc_id, seq) values (?, ?, ?)
    on conflict (activity_id) do update set doc_id = excluded.doc_id, seq = excluded.seq`)
  const markEverything = connection.prepared(`insert into unshared (activity_id, doc_id, seq)
    select a.id, a.doc_id, last.seq
    from (select doc_id, max(seq) as seq from upd group by doc_id) as last
    join activity a on a.doc_id = last.doc_id
    where true
    on conflict (activity_id) do update set doc_id = excluded.doc_id, seq = excluded.seq`)
  const clear = connection
    .prepared('delete from unshared where seq <= ? returning activity_id')
    .pluck()
  const dropRemoved = connection.prepared(`delete from unshared
    where doc_id = ? and seq not in (select seq from upd where doc_id = unshared.doc_id)`)
  return {
    mark({ id, doc }, touched, seq) {
      if (!isShared() || documentKind(id) !== 'activities') return
      for (const activityId of touchedActivities(doc, touched)) mark.run(activityId, id, seq)
    },
    markEverything: () => void markEverything.run(),
    clear: (seq) => clear.all(seq) as string[],
    dropRemoved: (documentId) => void dropRemoved.run(documentId),
  }
}
