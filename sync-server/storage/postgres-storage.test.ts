import { expect, onTestFinished, test, vi } from 'vitest'
import { describeOnPostgres, emptyDatabase, onPostgres } from '../testing/postgres.ts'
import { openPostgresStorage } from './postgres-storage.ts'
import { readState } from './server-state.ts'
import type { Storage } from './storage.ts'

const insert = "insert into server_state (key, value) values (?, '1')"
const waiting = "select 1 from pg_locks where locktype = 'advisory' and not granted"

describeOnPostgres('storage in Postgres', () => {
  async function opened(url: string): Promise<Storage> {
    const storage = await openPostgresStorage({ url, newId: () => 'epoch' })
    onTestFinished(() => storage.close())
    return storage
  }

  type Alone = (storage: Storage, work: () => Promise<void>) => Promise<void>
  test.each<[string, Alone]>([
    ['who writes the directory', (storage, work) => storage.alone(work)],
    ['a transaction of accounts', (storage, work) => storage.sql.transaction(work)],
  ])('%s is alone, whatever server asks', async (_, alone) => {
    const url = await emptyDatabase()
    const [a, b] = [await opened(url), await opened(url)]
    const order: string[] = []
    const entered = Promise.withResolvers<void>()
    const leave = Promise.withResolvers<void>()
    const first = alone(a, async () => {
      order.push('a comes')
      entered.resolve()
      await leave.promise
      order.push('a goes')
    })
    await entered.promise
    const second = alone(b, () => Promise.resolve(void order.push('b comes')))
    await vi.waitFor(async () => expect(await onPostgres(url, waiting)).toHaveLength(1), 10_000)
    leave.resolve()
    await Promise.all([first, second])
    expect(order).toEqual(['a comes', 'a goes', 'b comes'])
  })

  test('a transaction that fails leaves nothing, and its connection is used again', async () => {
    const url = await emptyDatabase()
    const { sql } = await opened(url)
    for (let time = 0; time < 12; time++)
      await expect(
        sql.transaction(async (inside) => {
          await inside.all(insert, 'a')
          expect(await readState(inside, 'a')).toBe('1')
          throw new Error('changed its mind')
        }),
      ).rejects.toThrow('changed its mind')
    expect(await readState(sql, 'a')).toBeUndefined()
  })

  test('every transaction waits for the disk, whatever the database says', async () => {
    const url = await emptyDatabase()
    await onPostgres(
      url,
      `alter database ${new URL(url).pathname.slice(1)} set synchronous_commit to off`,
    )
    const { sql } = await opened(url)
    const show = 'select current_setting(?) as setting'
    const asked = 'synchronous_commit'
    expect(await sql.all(show, asked)).toEqual([{ setting: 'off' }])
    expect(await sql.transaction((inside) => inside.all(show, asked))).toEqual([{ setting: 'on' }])
  })
})
