import type { Database } from 'better-sqlite3'
import { chainStart, nextChain, sha256 } from '../../core/sync/hash-chain.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import { toStorageError } from '../../sqlite/storage-error.ts'
import {
  openServerDatabase,
  type ServerDatabase,
  type ServerDatabaseOptions,
} from '../storage/server-database.ts'
import type { Turns } from '../storage/turns.ts'
import { checkLink, entryOf } from './log-row.ts'
import { prepareLogStatements, type LogStatements } from './log-statements.ts'
import {
  BrokenChain,
  type LogHead,
  type LogPage,
  type LogStore,
  type NewLogEntry,
  type PageLimits,
  type QuarantinedEntry,
  type UpdateKey,
} from './log-store.ts'

/** Rows between two moments in which the process can do something else. */
const verifiedAtOnce = 1000

export interface SqliteLogOptions extends ServerDatabaseOptions {
  /** A fresh id, for the epoch of a new log. */
  readonly newId: () => string
}

/**
 * Opens the log of a data folder, or begins one.
 *
 * @throws as `openServerDatabase` and `sqliteLogStore`
 */
export async function openSqliteLog(options: SqliteLogOptions): Promise<LogStore> {
  return sqliteLogStore(await openServerDatabase(options), options.newId)
}

/**
 * The log in an open file. Its `close` closes the file for whoever shares it.
 *
 * @throws BrokenChain when the newest entry does not follow from the one before it; AppError of the
 *   storage. The file is closed then.
 */
export function sqliteLogStore(database: ServerDatabase, newId: () => string): LogStore {
  try {
    return new SqliteLogStore(database, newId)
  } catch (error) {
    database.close()
    throw toStorageError(error, database.file)
  }
}

/** A `LogStore` in one SQLite file (WAL, `synchronous=FULL`), written by synchronous transactions. */
class SqliteLogStore implements LogStore {
  private readonly database: Database
  private readonly file: string
  private readonly turns: Turns
  private readonly statements: LogStatements
  private readonly closed: () => void
  private last: LogHead

  constructor({ connection, file, turns, close }: ServerDatabase, newId: () => string) {
    this.database = connection
    this.file = file
    this.turns = turns
    this.statements = prepareLogStatements(connection)
    this.closed = close
    this.statements.begin.run('epoch', newId())
    const epoch = this.statements.state.get('epoch')!
    const newest = this.statements.newest.get()
    this.last = { epoch, seq: newest?.seq ?? 0, chain: new Uint8Array(newest?.chain ?? chainStart) }
    if (newest) checkLink(newest, newest.seq, this.link(newest.seq - 1))
  }

  append(entries: readonly NewLogEntry[]): Promise<number[]> {
    return this.write(() => {
      let head = this.last
      const seqs = this.database
        .transaction(() =>
          entries.map((entry) => {
            const sha = sha256(entry.update)
            const known = this.statements.place.get(entry.documentId, sha)
            if (known !== undefined) return known
            head = this.insert(head, entry, sha)
            return head.seq
          }),
        )
        .immediate()
      // Only now: a transaction that failed leaves the chain where it was.
      this.last = head
      return seqs
    })
  }

  placesOf(updates: readonly UpdateKey[]): Promise<(number | undefined)[]> {
    return this.answer(() =>
      updates.map(({ documentId, sha256: sha }) => this.statements.place.get(documentId, sha)),
    )
  }

  head(): Promise<LogHead> {
    return Promise.resolve(this.last)
  }

  chainAt(seq: number): Promise<Uint8Array | undefined> {
    return this.answer(() => this.link(seq))
  }

  since(cursor: number, { maxUpdates, maxBytes }: PageLimits): Promise<LogPage> {
    return this.answer(() => {
      const entries: LogEntry[] = []
      let to = cursor
      let chain = this.link(cursor)
      let bytes = 0
      for (const row of this.statements.after.iterate(cursor, maxUpdates)) {
        const entry = entryOf(row)
        if (entry && row.reason === null) {
          bytes += entry.update.length
          if (bytes > maxBytes && entries.length > 0) break
          entries.push(entry)
        }
        to = row.seq
        chain = row.chain
      }
      if (!chain) throw new RangeError(`no place of this log: ${cursor}`)
      return { entries, to, chain: new Uint8Array(chain) }
    })
  }

  entriesOf(documentId: string): Promise<LogEntry[]> {
    return this.answer(() =>
      this.statements.ofDocument.all(documentId).flatMap((row) => entryOf(row) ?? []),
    )
  }

  documentIds(after: string, limit: number): Promise<string[]> {
    return this.answer(() => this.statements.documentIds.all(after, limit))
  }

  fold(documentId: string, seq: number, state: Uint8Array): Promise<void> {
    return this.write(() =>
      this.database
        .transaction(() => {
          this.statements.letGo.run(documentId, seq)
          this.statements.fold.run(documentId, seq, state)
        })
        .immediate(),
    )
  }

  quarantine(seq: number, reason: string, at: number): Promise<void> {
    return this.write(() => void this.statements.quarantine.run(seq, reason, at))
  }

  quarantined(): Promise<QuarantinedEntry[]> {
    return this.answer(() =>
      this.statements.quarantined.all().map((row) => ({
        ...entryOf(row)!,
        reason: row.reason!,
        quarantinedAt: row.quarantined_at!,
      })),
    )
  }

  async verify(): Promise<LogHead> {
    const acknowledged = this.last.seq
    let seq = 0
    let chain = chainStart
    for (;;) {
      const rows = await this.answer(() => this.statements.after.all(seq, verifiedAtOnce))
      for (const row of rows) {
        seq++
        checkLink(row, seq, chain)
        chain = row.chain
      }
      if (rows.length < verifiedAtOnce) break
      await new Promise(setImmediate)
    }
    if (seq < acknowledged) throw new BrokenChain(seq + 1, 'it is missing')
    return { epoch: this.last.epoch, seq, chain: new Uint8Array(chain) }
  }

  close(): Promise<void> {
    return this.write(() => {
      this.database.pragma('optimize')
      this.closed()
    })
  }

  private insert({ epoch, seq, chain }: LogHead, entry: NewLogEntry, sha: Uint8Array): LogHead {
    const { documentId, userId, at, update } = entry
    const next = nextChain(chain, { documentId, seq: seq + 1, userId, at, updateSha256: sha })
    this.statements.insert.run(seq + 1, documentId, userId, at, update, sha, next)
    return { epoch, seq: seq + 1, chain: next }
  }

  private link(seq: number): Uint8Array | undefined {
    if (seq === 0) return chainStart
    const link = this.statements.link.get(seq)
    return link && new Uint8Array(link)
  }

  /** Runs `work` when no transaction of somebody else is under way on the connection. */
  private write<T>(work: () => T): Promise<T> {
    return this.turns.take(() => this.answer(work))
  }

  /** Runs `work` now; the answer is a promise because another store's would be. */
  private answer<T>(work: () => T): Promise<T> {
    try {
      return Promise.resolve(work())
    } catch (error) {
      return Promise.reject(asError(toStorageError(error, this.file)))
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
