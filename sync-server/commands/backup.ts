import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { v7 } from 'uuid'
import { AppError } from '../../core/contract/app-error.ts'
import { connectReader } from '../../sqlite/connect.ts'
import { databaseFile } from '../storage/server-database.ts'
import { renewEpoch } from '../storage/server-state.ts'
import { openPostgresStorage } from '../storage/postgres-storage.ts'
import { openSqliteStorage, type Storage } from '../storage/storage.ts'

/**
 * Copies the server's file while it may be in use. The copy holds the signing key: keep it as safe.
 *
 * @throws AppError `INVALID_INPUT` when `to` is there already
 */
export async function backUp(dataDir: string, to: string): Promise<void> {
  if (existsSync(to)) throw new AppError('INVALID_INPUT', `${to} is there already`)
  if (!existsSync(databaseFile(dataDir))) throw new AppError('E-NOT-FOUND', 'no server.db there')
  const database = connectReader(databaseFile(dataDir))
  try {
    await database.backup(to)
    chmodSync(to, 0o600)
  } finally {
    database.close()
  }
}

/**
 * Begins a folder from a copy, after its log was read to the end. The log gets another epoch, so that
 * clients know that it may lack what they have and bring it again.
 *
 * @throws AppError `INVALID_INPUT` for a folder that is not empty; BrokenChain
 */
export async function restore(dataDir: string, from: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (readdirSync(dataDir).length > 0)
    throw new AppError('INVALID_INPUT', `${dataDir} is not empty`)
  copyFileSync(from, databaseFile(dataDir))
  chmodSync(databaseFile(dataDir), 0o600)
  await beginAnew(await openSqliteStorage({ dataDir, now: Date.now, newId: v7 }))
}

/**
 * What `restore` does, for a database that was brought back by other means. No server may run on it.
 *
 * @throws BrokenChain; as `openPostgresStorage`
 */
export async function restorePostgres(url: string): Promise<void> {
  await beginAnew(await openPostgresStorage({ url, newId: v7 }))
}

async function beginAnew({ log, sql, close }: Storage): Promise<void> {
  try {
    await renewEpoch(sql, v7)
    await log.verify()
  } finally {
    await close()
  }
}
