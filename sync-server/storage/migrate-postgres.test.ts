import { expect, test } from 'vitest'
import { serverPostgresMigrations } from '../../migrations/server-postgres/index.ts'
import { blankDatabase, describeOnPostgres, onPostgres } from '../testing/postgres.ts'
import { migratePostgres } from './migrate-postgres.ts'

describeOnPostgres('tables in Postgres', () => {
  const names = (url: string) => onPostgres(url, 'select name from kysely_migration order by name')
  const all = Object.keys(serverPostgresMigrations).map((name) => ({ name }))

  test('are made once when two servers start at once, and stay', async () => {
    const url = await blankDatabase()
    await Promise.all([migratePostgres(url), migratePostgres(url)])
    await migratePostgres(url)
    expect(await names(url)).toEqual(all)
    expect(await onPostgres(url, 'select seq, chain from log_head')).toEqual([
      { seq: '0', chain: Buffer.alloc(32) },
    ])
  })

  test('of a newer version are refused and not touched', async () => {
    const url = await blankDatabase()
    await migratePostgres(url)
    await onPostgres(url, "insert into kysely_migration values ('9999-later', '')")
    await expect(migratePostgres(url)).rejects.toMatchObject({ code: 'E-DB-NEWER' })
    expect(await names(url)).toEqual([...all, { name: '9999-later' }])
  })

  test('a database that is not there is said', async () => {
    const url = new URL(await blankDatabase())
    url.pathname = '/nowhere'
    await expect(migratePostgres(url.href)).rejects.toThrow('database "nowhere" does not exist')
  })
})
