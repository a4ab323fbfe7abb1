import { createHash } from 'node:crypto'
import { documentKind, shardOf } from '../../core/crdt/document-id.ts'
import { serverUserId } from '../../core/sync/log-entry.ts'
import type { Connection } from '../storage/connection.ts'
import type { DocTable } from '../storage/schema.ts'
import { statements } from '../storage/statements.ts'

export interface LogEntry {
  readonly documentId: string
  readonly update: Uint8Array
  /** Made on this device, or received from the team's server. */
  readonly origin: 'local' | 'remote'
  readonly at: number
  readonly userId: string
  readonly deviceId: string
}

/** A row of the log; `seq` grows in the order of writing. */
export type StoredEntry = Omit<LogEntry, 'deviceId'> & { readonly seq: number }

/** The append-only log of Yjs updates, one row each: the only thing that must never be lost. */
export interface UpdateLog {
  /**
   * Appends inside the caller's transaction; the same update of a document is stored once.
   *
   * @returns the number of its row; `undefined` where it was there already
   */
  append(entry: LogEntry): number | undefined
  has(documentId: string, update: Uint8Array): boolean
  /** Takes rows out, inside the caller's transaction: their updates are kept as rejected. */
  remove(seqs: readonly number[]): void
  /** Takes a document and its history out altogether, inside the caller's transaction. */
  removeDocument(documentId: string): void
  /** Rows of one document, oldest first. */
  entriesOf(documentId: string): StoredEntry[]
  /**
   * Replaces the rows of a document up to `seq` by one with everything of them, inside the caller's
   * transaction.
   */
  fold(documentId: string, seq: number, at: number, state: Uint8Array): void
  /** Documents whose updates have `bytes` at least. */
  documentsFrom(bytes: number): string[]
  /** Updates of one document, oldest first. */
  updatesOf(documentId: string): Uint8Array[]
  documentIds(): string[]
  hasDocument(documentId: string): boolean
  /** Keeps the size of a document, by which a full shard is told from one with room. */
  recordSize(documentId: string, records: number): void
  /** Shards of the documents whose id is `prefix` or `prefix.n`, by shard number. */
  shardsOf(prefix: string): DocTable[]
}

export function openUpdateLog(connection: Connection): UpdateLog {
  const insert = connection.prepared(`insert into upd
    (doc_id, data, sha, origin, at, user_id, device_id) values (?, ?, ?, ?, ?, ?, ?)
    on conflict (doc_id, sha) do nothing`)
  const find = connection.prepared('select 1 from upd where doc_id = ? and sha = ?')
  const remove = connection.prepared('delete from upd where seq = ?')
  const select = connection.prepared('select data from upd where doc_id = ? order by seq').pluck()
  const selectEntries =
    connection.prepared(`select seq, doc_id as documentId, data as "update", origin,
    at, user_id as userId from upd where doc_id = ? order by seq`)
  const grow = connection.prepared(`insert into doc (id, kind, records, bytes) values (?, ?, 0, ?)
    on conflict (id) do update set bytes = bytes + excluded.bytes`)
  // `.` sorts just before `/`, so this ends before any longer path.
  const shards = connection.prepared(
    "select * from doc where id >= @prefix and id < @prefix || '/'",
  )
  const removeRows = connection.prepared('delete from upd where doc_id = ?')
  const removeDocument = connection.prepared('delete from doc where id = ?')
  const removeHistory = connection.prepared('delete from kept_history where doc_id = ?')
  const removeUpTo = connection.prepared('delete from upd where doc_id = ? and seq <= ?')
  const insertFolded = connection.prepared(`insert into upd
    (seq, doc_id, data, sha, origin, at, user_id, device_id) values (?, ?, ?, ?, 'remote', ?, ?, '')`)
  const weigh = connection.prepared(`update doc set bytes =
    (select sum(length(data)) from upd where doc_id = doc.id) where id = ?`)
  const large = connection.prepared('select id from doc where bytes >= ? order by id').pluck()
  const findDocument = connection.prepared('select 1 from doc where id = ?')
  const size = connection.prepared('update doc set records = ? where id = ?')

  return {
    append({ documentId, update, origin, at, userId, deviceId }) {
      const { changes, lastInsertRowid } = insert.run(
        documentId,
        update,
        sha256(update),
        origin,
        at,
        userId,
        deviceId,
      )
      if (changes === 0) return undefined
      grow.run(documentId, documentKind(documentId) ?? 'unknown', update.length)
      return Number(lastInsertRowid)
    },
    has: (documentId, update) => find.get(documentId, sha256(update)) !== undefined,
    remove: (seqs) => seqs.forEach((seq) => remove.run(seq)),
    removeDocument(documentId) {
      removeRows.run(documentId)
      removeHistory.run(documentId)
      removeDocument.run(documentId)
    },
    entriesOf: (documentId) => selectEntries.all(documentId) as StoredEntry[],
    fold(documentId, seq, at, state) {
      removeUpTo.run(documentId, seq)
      insertFolded.run(seq, documentId, state, sha256(state), at, serverUserId)
      weigh.run(documentId)
    },
    documentsFrom: (bytes) => large.all(bytes) as string[],
    updatesOf: (documentId) => select.all(documentId) as Uint8Array[],
    documentIds: () =>
      connection.all(statements.selectFrom('doc').select('id').orderBy('id')).map(({ id }) => id),
    hasDocument: (documentId) => findDocument.get(documentId) !== undefined,
    recordSize: (documentId, records) => void size.run(records, documentId),
    shardsOf: (prefix) =>
      (shards.all({ prefix }) as DocTable[])
        .filter(({ id }) => id === prefix || id.startsWith(`${prefix}.`))
        .sort((a, b) => shardOf(a.id) - shardOf(b.id)),
  }
}

const sha256 = (update: Uint8Array): Buffer => createHash('sha256').update(update).digest()
