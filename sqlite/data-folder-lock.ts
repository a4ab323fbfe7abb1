import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../core/contract/app-error.ts'

/**
 * Takes the data folder for this process. The lock is SQLite's own on a small file, which the
 * operating system releases however the process ends: there is no stale lock to clean up.
 *
 * @throws AppError `E-DB-LOCKED` when another process holds it.
 */
export function lockDataFolder(dataDir: string): { release(): void } {
  const lock = new Database(join(dataDir, 'workspace.lock'), { timeout: 500 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new AppError('E-DB-LOCKED', 'another process uses the data folder', { file: dataDir })
    throw error
  }
  return { release: () => lock.close() }
}
