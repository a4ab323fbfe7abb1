import Database from 'better-sqlite3'
import { join } from 'node:path'

const future = '9999-from-the-future'

/** Makes the database of a data folder look like one that a later version has migrated. */
export function markAsNewer(dataDir: string): void {
  change(dataDir, 'INSERT INTO kysely_migration (name, timestamp) VALUES (?, ?)', [
    future,
    new Date(0).toISOString(),
  ])
}

/** Takes `markAsNewer` back, as installing the later version would. */
export function forgetFutureMigration(dataDir: string): void {
  change(dataDir, 'DELETE FROM kysely_migration WHERE name = ?', [future])
}

function change(dataDir: string, sql: string, values: string[]): void {
  const database = new Database(join(dataDir, 'workspace.db'))
  try {
    database.prepare(sql).run(...values)
  } finally {
    database.close()
  }
}
