import type { LogEntry } from '../../core/sync/log-entry.ts'

/** An entry before it has its place. */
export type NewLogEntry = Omit<LogEntry, 'seq'>

/** Where the log ends. */
export interface LogHead {
  /** Names this log; a restored backup is another one. */
  readonly epoch: string
  /** The newest entry's place, 0 for an empty log. */
  readonly seq: number
  /** The link of the hash chain there, 32 bytes. */
  readonly chain: Uint8Array
}

export interface PageLimits {
  readonly maxUpdates: number
  /** Bytes of the updates together; a first update that is longer comes alone. */
  readonly maxBytes: number
}

/** A stretch of the log: everything after the cursor up to `to`, without what is quarantined. */
export interface LogPage {
  readonly entries: readonly LogEntry[]
  /** Place of the last row that was looked at; the cursor of the next page. */
  readonly to: number
  /** The link of the hash chain at `to`, 32 bytes. */
  readonly chain: Uint8Array
}

/** What was put aside, and why. */
export interface QuarantinedEntry extends LogEntry {
  readonly reason: string
  /** UTC milliseconds. */
  readonly quarantinedAt: number
}

/**
 * The workspace's log of updates: appended to, read by place, never changed. The only thing on the
 * server that must not be lost; everything else there is made from it. `log-store.conformance.ts`
 * says what a store must do, whatever database is behind it.
 *
 * Every method rejects with an AppError `E-DISK-FULL`, `E-DB-CORRUPT` or `E-DB-LOCKED` where the
 * storage fails.
 */
export interface LogStore {
  /**
   * Appends all entries in one transaction with one wait for the disk, and answers with each one's
   * place. An update that its document already has, by its SHA-256, keeps its first place and author.
   * When the promise resolves the entries survive a crash; when it rejects, none of them is there.
   */
  append(entries: readonly NewLogEntry[]): Promise<number[]>

  /** Place of each update, by document and SHA-256; `undefined` where the log does not have it. */
  placesOf(updates: readonly UpdateKey[]): Promise<(number | undefined)[]>

  head(): Promise<LogHead>

  /**
   * The link of the hash chain at a place: 32 zero bytes at 0, `undefined` beyond the head. A client
   * whose epoch or chain at its cursor differs does not know this log.
   */
  chainAt(seq: number): Promise<Uint8Array | undefined>

  /** The log after `cursor`, a place of this log. Reads on from there for as long as `to` grows. */
  since(cursor: number, limits: PageLimits): Promise<LogPage>

  /** Entries of one document that are not quarantined, oldest first. */
  entriesOf(documentId: string): Promise<LogEntry[]>

  /** Ids of documents that have an entry, in the order of their bytes, from after `after` on. */
  documentIds(after: string, limit: number): Promise<string[]>

  /**
   * Makes one entry of the entries of a document up to `seq`, the place of one of them: it has that
   * place, the server as its author, and `state` as its update. Those before it are in no page and no
   * document any more; places, hashes and the chain of all of them stay, only their bytes are gone.
   */
  fold(documentId: string, seq: number, state: Uint8Array): Promise<void>

  /** Puts an entry aside: it stays in the chain, but no page and no document has it again. */
  quarantine(seq: number, reason: string, at: number): Promise<void>

  /** What was put aside, by place. */
  quarantined(): Promise<QuarantinedEntry[]>

  /**
   * Computes every link of the chain anew, from the updates' bytes on, and answers with the head.
   *
   * @throws BrokenChain at the first entry that is not what was acknowledged
   */
  verify(): Promise<LogHead>

  close(): Promise<void>
}

export interface UpdateKey {
  readonly documentId: string
  readonly sha256: Uint8Array
}

/** The log was changed behind the server's back, or its storage is damaged. */
export class BrokenChain extends Error {
  override readonly name = 'BrokenChain'
  /** Place of the first entry that does not follow from those before it. */
  readonly seq: number

  constructor(seq: number, reason: string) {
    super(`the log's hash chain is broken at entry ${seq}: ${reason}`)
    this.seq = seq
  }
}
