import type { Database } from 'better-sqlite3'
import type { LogStore } from '../log/log-store.ts'
import { sqliteLogStore } from '../log/sqlite-log-store.ts'
import { openServerDatabase } from './server-database.ts'
import type { AccessChange, SqlDatabase } from './sql.ts'
import { SqliteSql } from './sqlite-sql.ts'

/** Where the server keeps all but the contents of files. */
export interface Storage {
  readonly log: LogStore
  readonly sql: SqlDatabase
  /** Runs `work` while no other server of this database is in here. Does not keep one out of itself. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
  /** Begins to tell what the other servers of this database do. */
  readonly listen: (news: News) => Promise<void>
  readonly close: () => Promise<void>
}

/** What a server hears of the others on its database. */
export interface News {
  /** There may be more in the log; may be called for nothing. */
  logGrew(): void
  accessChanged(change: AccessChange): void
  /** Nothing was heard for a while: changes of access may have been missed. */
  missed(): void
}

export interface StorageOptions {
  /** An existing folder. */
  readonly dataDir: string
  readonly now: () => number
  /** A fresh id, for the epoch of a new log. */
  readonly newId: () => string
  readonly connect?: ((file: string) => Database) | undefined
}

/**
 * Opens `server.db` of the data folder, which one process has for itself.
 *
 * @throws as `openServerDatabase` and `sqliteLogStore`
 */
export async function openSqliteStorage(options: StorageOptions): Promise<Storage> {
  const database = await openServerDatabase(options)
  const log = sqliteLogStore(database, options.newId)
  return {
    log,
    sql: new SqliteSql(database.connection, database.turns),
    alone: (work) => work(),
    listen: () => Promise.resolve(),
    close: () => log.close(),
  }
}
