import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { AppError } from '../core/contract/app-error.ts'
import { TransactionalSqliteDialect } from './transactional-sqlite-dialect.ts'

const keptBackups = 3

export interface MigrateOptions {
  /** Opens a connection of its own; closed when done. */
  readonly connect: () => Database
  readonly file: string
  readonly migrations: Readonly<Record<string, Migration>>
  readonly now: number
}

/**
 * Brings the database to the newest version, each migration in its own transaction, after a copy of
 * the file into `backups/`. Does nothing when it is up to date.
 *
 * @throws AppError `E-DB-NEWER` when the file knows migrations this version does not,
 *   `E-DB-MIGRATION` (with the backup's path) when one fails: the file is then as it was before it.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const existed = existsSync(options.file)
  const database = options.connect()
  const applied = appliedMigrations(database)
  const known = Object.keys(options.migrations)
  const unknown = applied.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    database.close()
    throw new AppError('E-DB-NEWER', `the database has ${unknown.join(', ')}`, {
      file: options.file,
      migration: unknown.join(', '),
    })
  }
  if (applied.length === known.length) {
    database.close()
    return
  }
  const backup = existed && applied.length > 0 ? backUp(database, options) : null
  const db = new Kysely<unknown>({ dialect: new TransactionalSqliteDialect({ database }) })
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve({ ...options.migrations }) },
    })
    const { error, results } = await migrator.migrateToLatest()
    if (error) {
      const failed = results?.find(({ status }) => status === 'Error')?.migrationName ?? null
      throw new AppError('E-DB-MIGRATION', error instanceof Error ? error.message : 'failed', {
        file: options.file,
        migration: failed,
        backup,
      })
    }
  } finally {
    await db.destroy()
  }
}

function appliedMigrations(database: Database): string[] {
  const table = database
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'kysely_migration'")
    .get()
  if (!table) return []
  return database
    .prepare('SELECT name FROM kysely_migration ORDER BY name')
    .pluck()
    .all() as string[]
}

function backUp(database: Database, { file, now }: MigrateOptions): string {
  database.pragma('wal_checkpoint(TRUNCATE)')
  const folder = join(dirname(file), 'backups')
  mkdirSync(folder, { recursive: true })
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  const backup = join(folder, `${basename(file, '.db')}-${stamp}.db`)
  copyFileSync(file, backup)
  const older = readdirSync(folder).sort().slice(0, -keptBackups)
  for (const name of older) rmSync(join(folder, name))
  return backup
}
