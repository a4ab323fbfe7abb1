import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { connectReader } from '../sqlite/connect.ts'
import { openDatabase } from '../backend/storage/open-database.ts'

export interface DataSize {
  readonly customers: number
  readonly activities: number
  /** Enough for that many activities, unless given. */
  readonly people?: number
}

const cache = join(tmpdir(), 'wiseparts-bench')
const seed = join(import.meta.dirname, '../backend/seed.ts')

/**
 * A folder with a generated workspace of that size, kept for the next run; `given` takes the place of
 * it. Benches that write work on a copy.
 */
export function dataFolder(size: DataSize, given?: string): Promise<string> {
  if (given) return Promise.resolve(given)
  const { customers, activities, people } = size
  return keptFolder([customers, activities, people].filter(Boolean).join('-'), (folder) => {
    console.error(`generating ${customers} customers and ${activities} activities, once`)
    const { status } = spawnSync(
      process.execPath,
      [
        ...[seed, '--data', folder],
        ...['--customers', String(customers), '--activities', String(activities)],
        ...(people === undefined ? [] : ['--people', String(people)]),
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    )
    if (status !== 0) throw new Error(`the seed ended with ${status}`)
  })
}

/** A folder that `fill` has filled to the end, now or in an earlier run with the same tables. */
export async function keptFolder(
  name: string,
  fill: (folder: string) => Promise<void> | void,
): Promise<string> {
  const folder = join(cache, `${name}-${await schemaVersion()}`)
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  await fill(unfinished)
  renameSync(unfinished, folder)
  return folder
}

/** Runs `work` on an empty folder, or on a copy of `source`, and removes it. */
export async function inTemporaryFolder<T>(
  work: (dataDir: string) => Promise<T>,
  source?: string,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'wiseparts-bench-run-'))
  try {
    if (source) cpSync(source, folder, { recursive: true })
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A connection like the backend's reader, for what is written by hand. */
export function connectByHand(dataDir: string): Database {
  return connectReader(join(dataDir, 'workspace.db'))
}

/** Tells the tables of one version of the migrations from another, released or not. */
function schemaVersion(): Promise<string> {
  return inTemporaryFolder(async (dataDir) => {
    const db = await openDatabase({ dataDir, now: 0, log: () => undefined })
    const tables = db.reader.raw.prepare('select sql from sqlite_schema order by name').all()
    db.close()
    return createHash('sha256').update(JSON.stringify(tables)).digest('hex').slice(0, 8)
  })
}
