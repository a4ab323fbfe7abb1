import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { readState } from './server-state.ts'
import { openSqliteStorage, type Storage } from './storage.ts'

async function opened(): Promise<Storage> {
  const dataDir = temporaryFolder()
  const storage = await openSqliteStorage({ dataDir, now: () => 0, newId: () => 'epoch' })
  onTestFinished(() => storage.close())
  return storage
}

const entry = { documentId: 'settings', userId: 'marie', at: 0, update: new Uint8Array([1]) }
const insert = "insert into server_state (key, value) values (?, '1')"

test('SYN-15 what is appended while a transaction is open is not rolled back with it', async () => {
  const { log, sql } = await opened()
  const begun = Promise.withResolvers<void>()
  const fail = Promise.withResolvers<void>()
  const failing = sql.transaction(async (inside) => {
    await inside.all(insert, 'a')
    begun.resolve()
    await fail.promise
  })
  await begun.promise
  const appended = log.append([entry])
  const written = sql.all(insert, 'b')
  fail.reject(new Error('changed its mind'))
  await expect(failing).rejects.toThrow('changed its mind')
  expect(await appended).toEqual([1])
  await written
  expect([await readState(sql, 'a'), await readState(sql, 'b')]).toEqual([undefined, '1'])
  expect(await log.verify()).toMatchObject({ seq: 1 })
})

test('a transaction sees its own changes, and others only when it has ended', async () => {
  const { sql } = await opened()
  const outside = sql.transaction(async (inside) => {
    await inside.all(insert, 'a')
    const read = readState(sql, 'a')
    return [await readState(inside, 'a'), read] as const
  })
  const [own, others] = await outside
  expect([own, await others]).toEqual(['1', '1'])
})
