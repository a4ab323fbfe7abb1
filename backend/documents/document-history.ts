import { activityHistories } from '../../core/crdt/activity-history.ts'
import { documentKind } from '../../core/crdt/document-id.ts'
import type { HistoryEntry } from '../../core/contract/activity-history.ts'
import type { Histories } from '../../core/crdt/history-entry.ts'
import type { HistoryUpdate } from '../../core/crdt/record-history.ts'
import { serverUserId } from '../../core/sync/log-entry.ts'
import type { Connection } from '../storage/connection.ts'
import type { DocTable, KeptHistoryTable } from '../storage/schema.ts'
import type { StoredEntry, UpdateLog } from './update-log.ts'

/** What the log of this device tells of each record, and what it told before it was folded (TL-21). */
export interface DocumentHistory {
  /** Entries of one record, in the order of the log. */
  of(documentId: string, recordId: string): readonly HistoryEntry[]
  /** Of every record, as the rows up to `seq` tell it. */
  upTo(documentId: string, seq: number): Histories
  /** Keeps what the rows up to `seq` tell, inside the transaction that folds them. */
  keep(documentId: string, seq: number, histories: Histories): void
}

export function openDocumentHistory(connection: Connection, log: UpdateLog): DocumentHistory {
  const keptTo = connection.prepared('select kept_to from doc where id = ?').pluck()
  const select = connection.prepared('select * from kept_history where doc_id = ?')
  const selectOne = connection.prepared(
    'select * from kept_history where doc_id = ? and record_id = ?',
  )
  const upsert = connection.prepared(`insert into kept_history (doc_id, record_id, entries)
    values (?, ?, ?) on conflict do update set entries = excluded.entries`)
  const setKeptTo = connection.prepared('update doc set kept_to = ? where id = ?')

  const replayed = (
    documentId: string,
    entries: readonly StoredEntry[],
    kept: readonly KeptHistoryTable[],
    only?: string,
  ): Histories =>
    documentKind(documentId) === 'activities'
      ? activityHistories(entries.map(toUpdate), {
          kept: new Map(
            kept.map((row) => [row.record_id, JSON.parse(row.entries) as HistoryEntry[]]),
          ),
          keptTo: (keptTo.get(documentId) as DocTable['kept_to'] | undefined) ?? 0,
          ...(only !== undefined && { only }),
        })
      : new Map<string, HistoryEntry[]>()

  return {
    of(documentId, recordId) {
      const kept = selectOne.all(documentId, recordId) as KeptHistoryTable[]
      const entries = log.entriesOf(documentId)
      return replayed(documentId, entries, kept, recordId).get(recordId) ?? []
    },
    upTo(documentId, seq) {
      const entries = log.entriesOf(documentId).filter((entry) => entry.seq <= seq)
      return replayed(documentId, entries, select.all(documentId) as KeptHistoryTable[])
    },
    keep(documentId, seq, histories) {
      for (const [recordId, entries] of histories)
        upsert.run(documentId, recordId, JSON.stringify(entries))
      setKeptTo.run(seq, documentId)
    },
  }
}

function toUpdate({ seq, update, at, userId }: StoredEntry): HistoryUpdate {
  return { seq, update, at, userId, isFolded: userId === serverUserId }
}
