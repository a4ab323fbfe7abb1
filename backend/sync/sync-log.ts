import { createDecoder, hasContent, readVarUint8Array } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeVarUint8Array } from 'lib0/encoding'
import { chainStart } from '../../core/sync/hash-chain.ts'
import type { RejectedRecord } from '../documents/rejected-records.ts'
import type { Unshared } from '../documents/unshared.ts'
import type { Connection } from '../storage/connection.ts'
import type { RejectedTable, SyncStateTable } from '../storage/schema.ts'
import { statements } from '../storage/statements.ts'

/** How far this device knows the server's log: everything up to `cursor`. */
export interface LogPlace {
  /** Names the log; empty for a device that knows none. */
  readonly epoch: string
  readonly cursor: number
  /** The link of the hash chain at `cursor`. */
  readonly chain: Uint8Array
}

export const beginning: LogPlace = { epoch: '', cursor: 0, chain: chainStart }

/** A change of this device that the server does not have yet. */
export interface UnpushedUpdate {
  readonly seq: number
  readonly documentId: string
  readonly update: Uint8Array
  readonly origin: 'local' | 'remote'
  readonly at: number
  readonly userId: string
}

/** Updates that are not part of their document, kept readable. */
export interface Rejection {
  readonly documentId: string
  readonly origin: 'local' | 'remote'
  readonly reason: string
  readonly userId: string
  readonly at: number
  readonly records: readonly RejectedRecord[]
  readonly updates: readonly Uint8Array[]
}

/** The log seen from the exchange with the server. Writes belong into the caller's transaction. */
export interface SyncLog {
  place(): LogPlace
  setPlace(place: LogPlace): void
  /**
   * What the server may lack, oldest first: local changes after what is pushed and, where it is
   * another log than before, everybody's. At most `maxUpdates`, about `maxBytes`.
   */
  unpushed(limits: { maxUpdates: number; maxBytes: number }): UnpushedUpdate[]
  countUnpushed(): number
  /** Rows up to here are with the server, so that it does not matter how they are kept here. */
  sharedUpTo(): number
  /**
   * Everything local up to `seq` is with the server, or was taken out.
   *
   * @returns the activities that have nothing more to wait for
   */
  setPushed(seq: number): string[]
  /** Local changes of a document that the server does not have, after `seq`. */
  unpushedOf(documentId: string, seq: number): UnpushedUpdate[]
  /** Whether the server is to be asked which documents there are. */
  isCatalogueDue(): boolean
  setCatalogueDue(isDue: boolean): void
  /** Begins anew: all documents of the server are fetched, and it gets all that we have. */
  startOver(): void
  reject(rejection: Rejection): void
  rejections(): (Rejection & { readonly id: number })[]
  countRejections(): number
  forgetRejection(id: number): void
}

export function openSyncLog(connection: Connection, unshared: Unshared): SyncLog {
  const state = connection.prepared('select * from sync_state where id = 1')
  const begin = connection.prepared(
    `insert into sync_state (id, epoch, cursor, chain, pushed_seq, reupload_to) values (1, '', 0, ?, 0, 0)
     on conflict do nothing`,
  )
  const setPlace = connection.prepared(
    'update sync_state set epoch = ?, cursor = ?, chain = ? where id = 1',
  )
  const setPushed = connection.prepared('update sync_state set pushed_seq = ? where id = 1')
  const setCatalogueDue = connection.prepared(
    'update sync_state set catalogue_due = ? where id = 1',
  )
  const setReupload = connection.prepared(
    'update sync_state set reupload_to = (select coalesce(max(seq), 0) from upd) where id = 1',
  )
  // What was accepted once is everybody's: where it is refused now, it stays all the same.
  const giveAway = connection.prepared(
    "update upd set origin = 'remote' where origin = 'local' and seq <= ?",
  )
  const isUnpushed = "seq > @pushed_seq and (origin = 'local' or seq <= @reupload_to)"
  const columns = 'seq, doc_id as documentId, data as "update", origin, at, user_id as userId'
  const after = connection.prepared(
    `select ${columns} from upd where ${isUnpushed} order by seq limit @limit`,
  )
  const ofDocument = connection.prepared(
    `select ${columns} from upd where doc_id = ? and seq > ? and origin = 'local' order by seq`,
  )
  const count = connection.prepared(`select count(*) from upd where ${isUnpushed}`).pluck()
  const firstUnpushed = connection.prepared(`select min(seq) from upd where ${isUnpushed}`).pluck()
  const countRejected = connection.prepared('select count(*) from rejected').pluck()

  const row = (): SyncStateTable => {
    begin.run(chainStart)
    return state.get() as SyncStateTable
  }
  const setPlaceTo = ({ epoch, cursor, chain }: LogPlace): void => {
    begin.run(chainStart)
    setPlace.run(epoch, cursor, chain)
  }

  return {
    place() {
      const { epoch, cursor, chain } = row()
      return { epoch, cursor, chain: new Uint8Array(chain) }
    },
    setPlace: setPlaceTo,
    unpushedOf: (documentId, seq) => ofDocument.all(documentId, seq) as UnpushedUpdate[],
    isCatalogueDue: () => row().catalogue_due === 1,
    setCatalogueDue(isDue) {
      begin.run(chainStart)
      setCatalogueDue.run(isDue ? 1 : 0)
    },
    startOver() {
      giveAway.run(row().pushed_seq)
      setPlaceTo(beginning)
      setPushed.run(0)
      setReupload.run()
      unshared.markEverything()
      setCatalogueDue.run(1)
    },
    unpushed({ maxUpdates, maxBytes }) {
      const { pushed_seq, reupload_to } = row()
      const rows = after.all({ pushed_seq, reupload_to, limit: maxUpdates }) as UnpushedUpdate[]
      let bytes = 0
      const end = rows.findIndex(({ update }, index) => {
        bytes += update.length
        return bytes > maxBytes && index > 0
      })
      return end === -1 ? rows : rows.slice(0, end)
    },
    countUnpushed() {
      const { pushed_seq, reupload_to } = row()
      return count.get({ pushed_seq, reupload_to }) as number
    },
    sharedUpTo() {
      const { pushed_seq, reupload_to, cursor } = row()
      if (cursor === 0) return 0
      const first = firstUnpushed.get({ pushed_seq, reupload_to }) as number | null
      return first === null ? Number.MAX_SAFE_INTEGER : first - 1
    },
    setPushed(seq) {
      begin.run(chainStart)
      setPushed.run(seq)
      return unshared.clear(seq)
    },
    reject({ documentId, origin, reason, userId, at, records, updates }) {
      connection.run(
        statements.insertInto('rejected').values({
          doc_id: documentId,
          origin,
          reason,
          user_id: userId,
          at,
          records: JSON.stringify(records),
          data: joined(updates),
        } satisfies Omit<RejectedTable, 'id'> as RejectedTable),
      )
    },
    rejections: () =>
      connection
        .all(statements.selectFrom('rejected').selectAll().orderBy('id', 'desc'))
        .map(({ id, doc_id, origin, reason, user_id, at, records, data }) => ({
          id,
          documentId: doc_id,
          origin,
          reason,
          userId: user_id,
          at,
          records: JSON.parse(records) as RejectedRecord[],
          updates: separated(data),
        })),
    countRejections: () => countRejected.get() as number,
    forgetRejection: (id) =>
      void connection.run(statements.deleteFrom('rejected').where('id', '=', id)),
  }
}

function joined(updates: readonly Uint8Array[]): Uint8Array {
  const encoder = createEncoder()
  for (const update of updates) writeVarUint8Array(encoder, update)
  return toUint8Array(encoder)
}

function separated(data: Uint8Array): Uint8Array[] {
  const decoder = createDecoder(data)
  const updates: Uint8Array[] = []
  while (hasContent(decoder)) updates.push(readVarUint8Array(decoder))
  return updates
}
