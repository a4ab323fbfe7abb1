import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { serverMigrations } from '../../migrations/server/index.ts'
import { connectWriter } from '../../sqlite/connect.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { type Damage, describeLogStore } from './log-store.conformance.ts'
import { prepareLogStatements } from './log-statements.ts'
import type { LogStore } from './log-store.ts'
import { openSqliteLog } from './sqlite-log-store.ts'

let epochs = 0
const open = (dataDir: string): Promise<LogStore> =>
  openSqliteLog({ dataDir, now: () => 0, newId: () => `epoch-${++epochs}` })

/** A second connection to the file, past the store. */
function withDatabase<T>(dataDir: string, work: (database: Database.Database) => T): T {
  const database = new Database(join(dataDir, 'server.db'))
  try {
    return work(database)
  } finally {
    database.close()
  }
}

const damageSql: Record<Damage, string> = {
  'change update': "update log set data = x'ff' where seq = ?",
  'change author': "update log set user_id = 'paul' where seq = ?",
  remove: 'delete from log where seq = ?',
}

describeLogStore('SQLite', () => {
  const dataDir = temporaryFolder()
  return Promise.resolve({
    open: () => open(dataDir),
    damage: (seq, damage) =>
      Promise.resolve(
        withDatabase(dataDir, (database) => void database.prepare(damageSql[damage]).run(seq)),
      ),
  })
})

const update = (byte: number) => ({
  documentId: 'settings',
  userId: 'marie',
  at: 0,
  update: new Uint8Array(20_000).fill(byte),
})

test('SYN-15 a full disk refuses a batch as a whole, and the log goes on when there is room', async () => {
  const dataDir = temporaryFolder()
  let database: Database.Database | undefined
  const connect = (file: string): Database.Database => (database = connectWriter(file))
  const store = await openSqliteLog({ dataDir, now: () => 0, newId: () => 'epoch', connect })
  onTestFinished(() => store.close())
  await store.append([update(1)])
  const head = await store.head()
  const pages = database!.pragma('page_count', { simple: true }) as number
  database!.pragma(`max_page_count = ${pages + 7}`)
  await expect(store.append([update(2), update(3)])).rejects.toMatchObject({ code: 'E-DISK-FULL' })
  expect(await store.head()).toEqual(head)
  expect(await store.verify()).toEqual(head)
  expect(await store.append([update(2)])).toEqual([2])
  database!.pragma('max_page_count = 1000000')
  expect(await store.append([update(2), update(3)])).toEqual([2, 3])
  expect(await store.verify()).toEqual(await store.head())
})

test('a second process on the same folder is refused with its code', async () => {
  const dataDir = temporaryFolder()
  const first = await open(dataDir)
  await expect(open(dataDir)).rejects.toMatchObject({ code: 'E-DB-LOCKED' })
  await first.close()
  await (await open(dataDir)).close()
})

test('a log that is refused leaves the folder free', async () => {
  const dataDir = temporaryFolder()
  const store = await open(dataDir)
  await store.append([update(1)])
  await store.close()
  withDatabase(dataDir, (database) => database.exec("update log set user_id = 'paul'"))
  await expect(open(dataDir)).rejects.toThrow('broken at entry 1')
  withDatabase(dataDir, (database) => database.exec("update log set user_id = 'marie'"))
  await (await open(dataDir)).close()
  expect(existsSync(join(dataDir, 'backups'))).toBe(false)
})

test('pages and documents are read by index, without sorting pages', async () => {
  const dataDir = temporaryFolder()
  await (await open(dataDir)).close()
  const plans = withDatabase(dataDir, (database) => {
    const { after, ofDocument } = prepareLogStatements(database)
    return [after, ofDocument].map(({ source }) =>
      (
        database.prepare(`explain query plan ${source.replaceAll('?', '1')}`).all() as {
          detail: string
        }[]
      )
        .map(({ detail }) => detail)
        .join(', '),
    )
  })
  const ofEach = 'SEARCH quarantine USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN'
  const folded = 'SEARCH folded USING INDEX sqlite_autoindex_folded_1 (doc_id=?) LEFT-JOIN'
  expect(plans).toEqual([
    `SEARCH log USING INTEGER PRIMARY KEY (rowid>?), ${ofEach}, ${folded}`,
    `SEARCH log USING INDEX log_sha (doc_id=?), ${ofEach}, ${folded}, USE TEMP B-TREE FOR ORDER BY`,
  ])
})

test('every migration runs on an empty file and the schema is strict', async () => {
  const dataDir = temporaryFolder()
  await (await open(dataDir)).close()
  withDatabase(dataDir, (database) => {
    const names = database.prepare('select name from kysely_migration order by name').pluck().all()
    expect(names).toEqual(Object.keys(serverMigrations))
    const insert = (at: string) =>
      database.exec(`insert into log values (1, 'settings', 'marie', ${at}, x'00', x'00', x'00')`)
    expect(() => insert("'no number'")).toThrow('cannot store TEXT value in INTEGER column')
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
  })
})
