import { nextChain, sha256 } from '../../core/sync/hash-chain.ts'
import { type LogEntry, serverUserId } from '../../core/sync/log-entry.ts'
import { BrokenChain } from './log-store.ts'

/** A row of `log` with what `quarantine` and `folded` say of it. */
export interface LogRow {
  readonly seq: number
  readonly doc_id: string
  readonly user_id: string
  readonly at: number
  /** Empty where the entry was folded. */
  readonly data: Uint8Array
  readonly sha: Uint8Array
  readonly chain: Uint8Array
  readonly reason: string | null
  readonly quarantined_at: number | null
  /** Place of the entry that stands for the document's folded ones, and its update in that row. */
  readonly folded_seq: number | null
  readonly state: Uint8Array | null
}

/** `undefined` for an entry whose bytes are part of a later one. */
export function entryOf(row: LogRow): LogEntry | undefined {
  const { doc_id, seq, user_id, at, data, state } = row
  const of = { documentId: doc_id, seq, at }
  if (state) return { ...of, userId: serverUserId, update: new Uint8Array(state) }
  return isFolded(row) ? undefined : { ...of, userId: user_id, update: new Uint8Array(data) }
}

/** Whether the row may be without its bytes; no update is empty. */
const isFolded = ({ seq, data, folded_seq }: LogRow): boolean =>
  data.length === 0 && folded_seq !== null && seq <= folded_seq

/**
 * Computes a link of the chain anew.
 *
 * @param seq the place that the row should have
 * @param previous the link before it; `undefined` where there is none
 * @throws BrokenChain
 */
export function checkLink(row: LogRow, seq: number, previous: Uint8Array | undefined): void {
  if (row.seq !== seq || !previous) throw new BrokenChain(seq, 'it is missing')
  const updateSha256 = row.sha
  if (!isFolded(row) && !sameBytes(sha256(row.data), updateSha256))
    throw new BrokenChain(seq, 'its update was changed')
  const { doc_id: documentId, user_id: userId, at } = row
  const link = nextChain(previous, { documentId, seq, userId, at, updateSha256 })
  if (!sameBytes(link, row.chain))
    throw new BrokenChain(seq, 'it does not follow from those before')
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
