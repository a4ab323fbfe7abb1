import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../testing/test-backend.ts'
import { connectWriter } from '../../sqlite/connect.ts'
import { createReadingThread } from './reading-thread.ts'
import { statements } from './statements.ts'

const script = new URL('reading-worker.ts', import.meta.url)

function openThread(file: string) {
  const thread = createReadingThread(file, script)
  onTestFinished(() => thread.close())
  return thread
}

function databaseWith(rows: number): { file: string; writer: Database.Database } {
  const file = join(temporaryFolder(), 'test.db')
  const writer = connectWriter(file)
  onTestFinished(() => void writer.close())
  writer.exec('create table t (n integer)')
  for (let n = 1; n <= rows; n++) writer.prepare('insert into t values (?)').run(n)
  return { file, writer }
}

const query = (text: string) => ({ compile: () => sql.raw(text).compile(statements) })

test('a query in the thread sees what was committed before it', async () => {
  const { file, writer } = databaseWith(2)
  const thread = openThread(file)
  expect(await thread.all(query('select n from t order by n'))).toEqual([{ n: 1 }, { n: 2 }])
  writer.exec('insert into t values (3)')
  expect(await thread.all(query('select max(n) as n from t'))).toEqual([{ n: 3 }])
})

test('a query that fails is rejected with its reason, and the next one is answered', async () => {
  const { file } = databaseWith(1)
  const thread = openThread(file)
  await expect(thread.all(query('select n from missing'))).rejects.toThrow('no such table: missing')
  await expect(thread.all(query('delete from t returning n'))).rejects.toMatchObject({
    code: 'SQLITE_READONLY',
  })
  expect(await thread.all(query('select n from t'))).toEqual([{ n: 1 }])
})

test('a thread that was closed rejects what it did not answer', async () => {
  const { file } = databaseWith(1)
  const thread = openThread(file)
  const asked = thread.all(query('select n from t'))
  const rejected = expect(asked).rejects.toThrow('the reading thread has ended')
  await thread.close()
  await rejected
})

test('a process with an idle thread ends by itself', () => {
  const { file } = databaseWith(1)
  const source = `import(process.argv[1]).then(async ({ createReadingThread }) => {
    const thread = createReadingThread(process.argv[2], new URL(process.argv[3]))
    const compile = () => ({ sql: 'select n from t', parameters: [] })
    console.log(JSON.stringify(await thread.all({ compile })))
  })`
  const module = import.meta.resolve('./reading-thread.ts')
  const output = execFileSync(process.execPath, ['--eval', source, module, file, script.href], {
    encoding: 'utf8',
  })
  expect(output.trim()).toBe('[{"n":1}]')
})
