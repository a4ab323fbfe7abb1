import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { serverMigrations } from '../../migrations/server/index.ts'
import { connectWriter } from '../../sqlite/connect.ts'
import { lockDataFolder } from '../../sqlite/data-folder-lock.ts'
import { migrate } from '../../sqlite/migrate.ts'
import { toStorageError } from '../../sqlite/storage-error.ts'
import { Turns } from './turns.ts'

/** The server's only connection to its file: the log and the identity tables share it. */
export interface ServerDatabase {
  readonly file: string
  readonly connection: Database
  /** Taken by whatever writes: see `SqliteSql`. */
  readonly turns: Turns
  /** Closes the file and frees the folder; a second time does nothing. */
  readonly close: () => void
}

export interface ServerDatabaseOptions {
  /** An existing folder; the file is `server.db` in it, taken by this process until `close`. */
  readonly dataDir: string
  readonly now: () => number
  /** Opens the file as a writer; `connectWriter` unless a test wants a smaller disk. */
  readonly connect?: ((file: string) => Database) | undefined
}

export const databaseFile = (dataDir: string): string => join(dataDir, 'server.db')

/**
 * Opens the file of a data folder, or begins one, and brings it to the newest version.
 *
 * @throws AppError `E-DB-LOCKED`, `E-DB-NEWER`, `E-DB-MIGRATION`, `E-DB-CORRUPT`, `E-DISK-FULL`
 */
export async function openServerDatabase(options: ServerDatabaseOptions): Promise<ServerDatabase> {
  const file = databaseFile(options.dataDir)
  const lock = lockDataFolder(options.dataDir)
  try {
    const connect = (): Database => (options.connect ?? connectWriter)(file)
    await migrate({ connect, file, migrations: serverMigrations, now: options.now() })
    const connection = connect()
    return {
      file,
      connection,
      turns: new Turns(),
      close: () => {
        if (!connection.open) return
        connection.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw toStorageError(error, file)
  }
}
