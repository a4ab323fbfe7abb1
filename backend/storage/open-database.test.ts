import {
  copyFileSync,
  existsSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { AppError } from '../../core/contract/app-error.ts'
import { clientMigrations } from '../../migrations/client/index.ts'
import { seededRandom } from '../../core/seeded-random.ts'
import { openTestWorkspace, temporaryFolder, testNow } from '../testing/test-backend.ts'
import { openDatabase } from './open-database.ts'

const open = (dataDir: string, migrations = clientMigrations) =>
  openDatabase({ dataDir, now: testNow, log: () => undefined, migrations })

async function failure(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

const addTable = (name: string, fails = false) => ({
  async up(db: Kysely<unknown>) {
    await db.schema.createTable(name).addColumn('id', 'integer').execute()
    if (fails) throw new Error('on purpose')
  },
})

test('every migration runs on an empty file and the schema is strict', async () => {
  const dataDir = temporaryFolder()
  const db = await open(dataDir)
  const names = db.reader.raw
    .prepare('select name from kysely_migration order by name')
    .pluck()
    .all()
  expect(names).toEqual(Object.keys(clientMigrations))
  expect(() =>
    db.writer.raw
      .prepare("insert into upd values (1, 'd', x'00', x'00', 'local', 'no number', 'u', 'd')")
      .run(),
  ).toThrow(/cannot store TEXT value in INTEGER column/)
  expect(db.writer.raw.pragma('synchronous', { simple: true })).toBe(2)
  expect(db.writer.raw.pragma('journal_mode', { simple: true })).toBe('wal')
  db.close()
})

test('before a migration the file is copied, and three copies are kept', async () => {
  const dataDir = temporaryFolder()
  ;(await open(dataDir)).close()
  expect(existsSync(join(dataDir, 'backups'))).toBe(false)
  let migrations = { ...clientMigrations }
  for (let step = 1; step <= 4; step++) {
    migrations = { ...migrations, [`9000-${step}`]: addTable(`later_${step}`) }
    const db = await openDatabase({
      dataDir,
      now: testNow + step * 1000,
      log: () => undefined,
      migrations,
    })
    db.close()
  }
  const backups = readdirSync(join(dataDir, 'backups')).sort()
  expect(backups).toEqual([
    'workspace-2026-11-24T09-00-02-000Z.db',
    'workspace-2026-11-24T09-00-03-000Z.db',
    'workspace-2026-11-24T09-00-04-000Z.db',
  ])
  const copy = new Database(join(dataDir, 'backups', backups[2]!), { readonly: true })
  expect(
    copy.prepare("select count(*) from sqlite_master where name = 'later_3'").pluck().get(),
  ).toBe(1)
  expect(
    copy.prepare("select count(*) from sqlite_master where name = 'later_4'").pluck().get(),
  ).toBe(0)
  copy.close()
})

test('a failing migration leaves nothing of itself behind and names the backup', async () => {
  const dataDir = temporaryFolder()
  ;(await open(dataDir)).close()
  const broken = { ...clientMigrations, '9000-broken': addTable('half', true) }
  const error = await failure(open(dataDir, broken))
  expect(error).toMatchObject({
    code: 'E-DB-MIGRATION',
    details: { migration: '9000-broken', file: join(dataDir, 'workspace.db') },
  })
  expect(existsSync(error.details?.['backup'] as string)).toBe(true)
  const db = await open(dataDir)
  expect(
    db.reader.raw.prepare("select count(*) from sqlite_master where name = 'half'").pluck().get(),
  ).toBe(0)
  db.close()
})

test('a database from a newer version is refused and left as it is', async () => {
  const dataDir = temporaryFolder()
  const newer = { ...clientMigrations, '9000-future': addTable('future') }
  ;(await open(dataDir, newer)).close()
  expect(await failure(open(dataDir))).toMatchObject({
    code: 'E-DB-NEWER',
    details: { migration: '9000-future' },
  })
  const db = await open(dataDir, newer)
  expect(db.reader.raw.prepare('select count(*) from future').pluck().get()).toBe(0)
  db.close()
})

test('SYN-15 a damaged file is refused with its code', async () => {
  const dataDir = temporaryFolder()
  writeFileSync(join(dataDir, 'workspace.db'), 'this is no database, only some text'.repeat(200))
  expect(await failure(open(dataDir))).toMatchObject({ code: 'E-DB-CORRUPT' })
})

test('SYN-15 a journal that was cut at any place leaves all writes before it, and none after', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
  console.log(`cut journal: seed ${seed}`)
  const random = seededRandom(seed)
  const dataDir = temporaryFolder()
  const db = await open(dataDir)
  const insert = db.writer.raw.prepare("insert into local_state values (?, '1')")
  const keys = Array.from({ length: 40 }, (_, index) => `key-${String(index).padStart(2, '0')}`)
  for (const key of keys) insert.run(key)
  const copy = temporaryFolder()
  for (const name of ['workspace.db', 'workspace.db-wal'])
    copyFileSync(join(dataDir, name), join(copy, name))
  db.close()
  const wal = join(copy, 'workspace.db-wal')
  const whole = statSync(wal).size
  for (let size = whole - 1000; size > whole / 2; size -= 1 + random.below(20_000)) {
    const cut = temporaryFolder()
    copyFileSync(join(copy, 'workspace.db'), join(cut, 'workspace.db'))
    copyFileSync(wal, join(cut, 'workspace.db-wal'))
    truncateSync(join(cut, 'workspace.db-wal'), size)
    const again = await open(cut)
    const found = again.reader.raw.prepare('select key from local_state order by key').pluck().all()
    expect(found).toEqual(keys.slice(0, found.length))
    expect(found.length).toBeLessThan(keys.length)
    expect(again.reader.raw.pragma('integrity_check', { simple: true })).toBe('ok')
    again.close()
  }
})

test('a second process on the same folder is refused with its code', async () => {
  const dataDir = temporaryFolder()
  const first = await open(dataDir)
  expect(await failure(open(dataDir))).toMatchObject({ code: 'E-DB-LOCKED' })
  first.close()
  ;(await open(dataDir)).close()
})

test('the reader cannot write', async () => {
  const db = await open(temporaryFolder())
  expect(() => db.reader.raw.exec('delete from upd')).toThrow(/readonly/)
  db.close()
})

test('a full disk is told by its code and nothing is half written', async () => {
  const app = await openTestWorkspace()
  const { raw } = app.backend.services.db.writer
  const pages = raw.pragma('page_count', { simple: true }) as number
  raw.pragma(`max_page_count = ${pages}`)
  const name = 'Norauto '.repeat(20).trim()
  let refused: unknown
  let created = 0
  while (!refused && created < 1000)
    await app.client.call('customers.create', { fields: { name } }).then(
      () => created++,
      (error: unknown) => (refused = error),
    )
  expect(refused).toMatchObject({ code: 'E-DISK-FULL' })
  raw.pragma('max_page_count = 1000000')
  expect((await app.client.call('customers.search', {})).total).toBe(created)
  await app.client.call('customers.create', { fields: { name } })
  expect((await app.client.call('customers.search', {})).total).toBe(created + 1)
  const updates = raw.prepare("select count(*) from upd where doc_id like 'c/%'").pluck().get()
  expect(updates).toBe(created + 1)
})
