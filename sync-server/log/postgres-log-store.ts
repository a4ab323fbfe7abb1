import { chainStart, nextChain, sha256 } from '../../core/sync/hash-chain.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import { channels, type PostgresDatabase, type Query } from '../storage/postgres-database.ts'
import { checkLink, entryOf, type LogRow } from './log-row.ts'
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
import { postgresLog } from './postgres-log-statements.ts'

/** What is read at once of a log that is verified. */
const verifiedAtOnce: PageLimits = { maxUpdates: 1000, maxBytes: 16 * 1024 * 1024 }

export interface PostgresLogOptions {
  readonly database: PostgresDatabase
  /** Names this log. */
  readonly epoch: string
  readonly close: () => Promise<void>
}

/**
 * The log in a database that several servers may append to.
 *
 * @throws BrokenChain when the newest entry does not follow from the one before it; AppError of the
 *   storage
 */
export async function postgresLogStore(options: PostgresLogOptions): Promise<LogStore> {
  const store = new PostgresLogStore(options)
  await store.checkEnd()
  return store
}

/** A `LogStore` in Postgres. What is read is read from the database: others append too. */
class PostgresLogStore implements LogStore {
  readonly close: () => Promise<void>
  private readonly database: PostgresDatabase
  private readonly epoch: string

  constructor({ database, epoch, close }: PostgresLogOptions) {
    this.database = database
    this.epoch = epoch
    this.close = close
  }

  /**
   * Places and links come from the head's row, which is locked until the commit: in the order of
   * places nothing is committed after something that was read. A sequence of the database would not
   * do, because its numbers are given before the commit.
   */
  async append(entries: readonly NewLogEntry[]): Promise<number[]> {
    if (entries.length === 0) return []
    return this.database.inTransaction(async (query) => {
      let { seq, chain } = headOf(await query(postgresLog.lockedHead))
      const updates = entries.map((entry) => ({ ...entry, sha256: sha256(entry.update) }))
      const known = await places(query, updates)
      const added: (NewLogEntry & { seq: number; sha256: Uint8Array; chain: Uint8Array })[] = []
      const seqs = updates.map((entry, index) => {
        const place = known[index] ?? added.find((other) => isSame(other, entry))?.seq
        if (place !== undefined) return place
        chain = nextChain(chain, { ...entry, seq: ++seq, updateSha256: entry.sha256 })
        added.push({ ...entry, seq, chain })
        return seq
      })
      if (added.length === 0) return seqs
      await query(postgresLog.insert, [
        added.map((row) => row.seq),
        added.map((row) => row.documentId),
        added.map((row) => row.userId),
        added.map((row) => row.at),
        added.map((row) => row.update),
        added.map((row) => row.sha256),
        added.map((row) => row.chain),
      ])
      await query(postgresLog.grow, [seq, chain, channels.log, this.database.node])
      return seqs
    })
  }

  placesOf(updates: readonly UpdateKey[]): Promise<(number | undefined)[]> {
    return places(this.database.query, updates)
  }

  async head(): Promise<LogHead> {
    return { epoch: this.epoch, ...headOf(await this.database.query(postgresLog.head)) }
  }

  async chainAt(seq: number): Promise<Uint8Array | undefined> {
    if (seq === 0) return chainStart
    const [row] = await this.database.query(postgresLog.link, [seq])
    return row && new Uint8Array(row['chain'] as Buffer)
  }

  async since(cursor: number, limits: PageLimits): Promise<LogPage> {
    const rows = await this.rowsAfter(cursor, limits)
    const last = rows.at(-1)
    const chain = last ? new Uint8Array(last.chain) : await this.chainAt(cursor)
    if (!chain) throw new RangeError(`no place of this log: ${cursor}`)
    const entries = rows
      .filter(({ reason }) => reason === null)
      .flatMap((row) => entryOf(row) ?? [])
    return { entries, to: last?.seq ?? cursor, chain }
  }

  async entriesOf(documentId: string): Promise<LogEntry[]> {
    const rows = await this.database.query(postgresLog.ofDocument, [documentId])
    return rows.flatMap((row) => entryOf(row as unknown as LogRow) ?? [])
  }

  async documentIds(after: string, limit: number): Promise<string[]> {
    const rows = await this.database.query(postgresLog.documentIds, [after, limit])
    return rows.map(({ id }) => id as string)
  }

  fold(documentId: string, seq: number, state: Uint8Array): Promise<void> {
    return this.database.inTransaction(async (query) => {
      const folded = await query(postgresLog.fold, [documentId, seq, state])
      if (folded.length > 0) await query(postgresLog.letGo, [documentId, seq])
    })
  }

  async quarantine(seq: number, reason: string, at: number): Promise<void> {
    await this.database.query(postgresLog.quarantine, [seq, reason, at])
  }

  async quarantined(): Promise<QuarantinedEntry[]> {
    const rows = await this.database.query(postgresLog.quarantined)
    return (rows as unknown as LogRow[]).map((row) => ({
      ...entryOf(row)!,
      reason: row.reason!,
      quarantinedAt: row.quarantined_at!,
    }))
  }

  async verify(): Promise<LogHead> {
    const acknowledged = await this.head()
    let seq = 0
    let chain = chainStart
    for (;;) {
      const rows = await this.rowsAfter(seq, verifiedAtOnce)
      if (rows.length === 0) break
      for (const row of rows) {
        seq++
        checkLink(row, seq, chain)
        chain = row.chain
      }
    }
    if (seq < acknowledged.seq) throw new BrokenChain(seq + 1, 'it is missing')
    return { epoch: this.epoch, seq, chain: new Uint8Array(chain) }
  }

  /** @throws BrokenChain */
  async checkEnd(): Promise<void> {
    const { seq, chain } = await this.head()
    if (seq === 0) return
    const [newest] = await this.rowsAfter(seq - 1, { maxUpdates: 1, maxBytes: 0 })
    if (!newest) throw new BrokenChain(seq, 'it is missing')
    checkLink(newest, seq, await this.chainAt(seq - 1))
    if (Buffer.compare(newest.chain, chain) !== 0)
      throw new BrokenChain(seq, 'it is not where the log ends')
  }

  private async rowsAfter(cursor: number, { maxUpdates, maxBytes }: PageLimits): Promise<LogRow[]> {
    const rows = await this.database.query(postgresLog.after, [cursor, maxUpdates, maxBytes])
    return rows as unknown as LogRow[]
  }
}

async function places(
  query: Query,
  updates: readonly UpdateKey[],
): Promise<(number | undefined)[]> {
  if (updates.length === 0) return []
  const documentIds = updates.map(({ documentId }) => documentId)
  const rows = await query(postgresLog.places, [documentIds, updates.map((one) => one.sha256)])
  return rows.map(({ seq }) => (seq as number | null) ?? undefined)
}

function headOf([row]: Record<string, unknown>[]): Pick<LogHead, 'seq' | 'chain'> {
  return { seq: row!['seq'] as number, chain: new Uint8Array(row!['chain'] as Buffer) }
}

const isSame = (a: UpdateKey, b: UpdateKey): boolean =>
  a.documentId === b.documentId && Buffer.compare(a.sha256, b.sha256) === 0
