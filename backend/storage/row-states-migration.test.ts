import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import * as rowStates from '../../migrations/client/0007-row-states.ts'
import { addActivity, addCustomer, novemberAt } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend } from '../testing/test-backend.ts'

/** The same folder as an older version had it, when this migration has run on it. */
async function upgraded({ backend, close, reopen }: TestBackend): Promise<TestBackend> {
  const { file } = backend.services.db
  await close()
  const database = new Database(file)
  database.exec('drop table unshared; drop table news')
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) })
  await rowStates.up(db)
  await db.destroy()
  return reopen()
}

const waiting = ({ backend }: TestBackend): unknown[] =>
  backend.services.db.reader.raw.prepare('select activity_id, seq from unshared').all()

test('TL-20 activities that an older version has not pushed are local after an upgrade', async () => {
  const app = await openTestWorkspace()
  const { local, syncLog, db } = app.backend.services
  const lastRow = (): number =>
    db.writer.raw.prepare('select max(seq) from upd').pluck().get() as number
  await addActivity(app, await addCustomer(app, 'Norauto'), novemberAt(20, '10:00'))
  syncLog.setPushed(lastRow())
  local.setShared({
    ...{ server: 'http://127.0.0.1:9', workspaceId: 'w', userId: app.userId, deviceId: 'd' },
    ...{ email: 'camille@example.com', roles: ['admin'], territory: null, isFounding: false },
  })
  const id = await addActivity(app, await addCustomer(app, 'Midas'), novemberAt(20, '10:00'))
  const seq = lastRow()
  expect(waiting(await upgraded(app))).toEqual([{ activity_id: id, seq }])
})

test('TL-20 in a workspace that is not shared nothing waits after an upgrade', async () => {
  const app = await openTestWorkspace()
  await addActivity(app, await addCustomer(app, 'Norauto'), novemberAt(20, '10:00'))
  expect(waiting(await upgraded(app))).toEqual([])
})
