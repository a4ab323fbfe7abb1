import { postgresLogStore } from '../log/postgres-log-store.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { locks, PostgresDatabase } from './postgres-database.ts'
import { toPostgresError } from './postgres-error.ts'
import { PostgresNews } from './postgres-news.ts'
import { mintState } from './server-state.ts'
import type { Storage } from './storage.ts'

export interface PostgresStorageOptions {
  /** `postgres://user:password@host:port/database`; the database is there, its tables need not be. */
  readonly url: string
  /** A fresh id, for the epoch of a new log. */
  readonly newId: () => string
}

/**
 * Opens a Postgres database, which other servers may use at the same time.
 *
 * @throws as `migratePostgres` and `postgresLogStore`
 */
export async function openPostgresStorage(options: PostgresStorageOptions): Promise<Storage> {
  const { url, newId } = options
  await migratePostgres(url)
  const database = new PostgresDatabase(url)
  let news: PostgresNews | undefined
  let closed: Promise<void> | undefined
  const end = async (): Promise<void> => {
    await news?.close()
    await database.close()
  }
  const close = (): Promise<void> => (closed ??= end())
  try {
    const epoch = await mintState(database, 'epoch', newId)
    return {
      log: await postgresLogStore({ database, epoch, close }),
      sql: database,
      alone: (work) => database.locked(locks.directory, work),
      listen: async (listener) => {
        news = new PostgresNews(url, database.node, listener)
        await news.open().catch((error: unknown) => {
          throw toPostgresError(error)
        })
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
