import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { addActivity, addCustomer, novemberAt } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend } from '../testing/test-backend.ts'

/** The same folder, after an older version had it and this one was installed. */
async function upgraded({ dataDir, backend, close, reopen }: TestBackend): Promise<TestBackend> {
  const file = backend.services.db.file
  expect(file.startsWith(join(dataDir, ''))).toBe(true)
  await close()
  const database = new Database(file)
  database.exec(`drop table unshared; drop table news;
    delete from kysely_migration where name = '0007-row-states'`)
  database.close()
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
