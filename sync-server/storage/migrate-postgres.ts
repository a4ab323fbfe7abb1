import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Client, Pool } from 'pg'
import { AppError } from '../../core/contract/app-error.ts'
import { serverPostgresMigrations } from '../../migrations/server-postgres/index.ts'
import { connectionTo, locks, sessionLock } from './postgres-database.ts'
import { toPostgresError } from './postgres-error.ts'

/**
 * Brings the database to the newest version, one server at a time.
 *
 * @throws AppError `E-DB-NEWER` when it knows migrations this version does not, `E-DB-MIGRATION` when
 *   one fails, `E-DB-LOCKED` when it cannot be reached
 */
export async function migratePostgres(url: string): Promise<void> {
  const client = new Client({ ...connectionTo(url), query_timeout: 0 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(sessionLock(locks.migrations))
    const known = Object.keys(serverPostgresMigrations)
    const there = await applied(client)
    const unknown = there.filter((name) => !known.includes(name))
    if (unknown.length > 0)
      throw new AppError('E-DB-NEWER', `the database has ${unknown.join(', ')}`)
    if (there.length < known.length) await runMigrations(url)
  } catch (error) {
    throw error instanceof AppError ? error : toPostgresError(error)
  } finally {
    await client.end()
  }
}

async function applied(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('kysely_migration') is not null as there",
  )
  if (!rows[0]!.there) return []
  const names = await client.query<{ name: string }>('select name from kysely_migration')
  return names.rows.map(({ name }) => name)
}

async function runMigrations(url: string): Promise<void> {
  const pool = new Pool({ ...connectionTo(url), query_timeout: 0, max: 1 })
  pool.on('error', () => undefined)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve({ ...serverPostgresMigrations }) },
    })
    const { error } = await migrator.migrateToLatest()
    if (error)
      throw new AppError('E-DB-MIGRATION', error instanceof Error ? error.message : 'failed')
  } finally {
    await db.destroy()
  }
}
