import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { apiPaths } from '../core/sync/server-api.ts'
import { describeOnPostgres, emptyDatabase, onPostgres } from './testing/postgres.ts'
import { serve, startProcess } from './testing/server-process.ts'
import { readStateOf } from './testing/storage-under-test.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

async function run(...args: string[]): Promise<{ output: string; code: number }> {
  const child = startProcess(...args)
  const closed = once(child, 'close')
  let output = ''
  for await (const chunk of child.stdout) output += String(chunk)
  const [code] = (await closed) as [number]
  return { output, code }
}

/** Many processes, each of which reads its source first. */
const timeout = 120_000

test(
  'the process serves, gives tokens beside itself, is backed up and ends by SIGTERM',
  { timeout },
  async () => {
    const dataDir = temporaryFolder()
    const { child, exited, lines } = await serve('--data', dataDir)
    expect(Object.keys(lines)).toEqual(['workspace', 'invitation', 'listening'])

    const asked = ['--data', dataDir, '--user', 'Paul@example.com', '--minutes', '5'] as const
    const { output, code } = await run('token', ...asked, '--role', 'member')
    expect(code).toBe(0)
    expect(output).toMatch(/^\S+\n$/)
    const response = await fetch(`${lines['listening']}${apiPaths.devices}`, {
      headers: { authorization: `Bearer ${output.trim()}` },
    })
    expect([response.status, await response.json()]).toMatchObject([200, [{ name: 'token' }]])
    expect(await run('token', ...asked, '--role', 'admin')).toEqual({ output: '', code: 1 })

    expect(await run('--data', dataDir, '--port', '0')).toEqual({ output: '', code: 3 })
    const folder = temporaryFolder()
    const copy = join(folder, 'copy.db')
    expect(await run('backup', '--data', dataDir, '--to', copy)).toEqual({ output: '', code: 0 })
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
    const restored = join(folder, 'restored')
    const restore = () => run('restore', '--data', restored, '--from', copy)
    expect(await restore()).toEqual({ output: '', code: 0 })
    expect(await readStateOf(restored, 'workspace-id')).toBe(lines['workspace'])
    expect(await readStateOf(restored, 'epoch')).not.toBe(await readStateOf(dataDir, 'epoch'))
    expect(await restore()).toEqual({ output: '', code: 1 })
    expect(await run('--port', '0')).toEqual({ output: '', code: 2 })
  },
)

describeOnPostgres('the process over Postgres', () => {
  test(
    'serves and gives tokens; backing up is left to pg_dump, restoring makes another epoch',
    { timeout },
    async () => {
      const url = await emptyDatabase()
      const place = ['--data', temporaryFolder(), '--store', url] as const
      const { child, exited, lines } = await serve(...place)
      const { output } = await run(
        'token',
        ...place,
        '--user',
        'paul@example.com',
        '--minutes',
        '5',
      )
      const response = await fetch(`${lines['listening']}${apiPaths.devices}`, {
        headers: { authorization: `Bearer ${output.trim()}` },
      })
      expect([response.status, await response.json()]).toMatchObject([200, [{ name: 'token' }]])
      const to = join(temporaryFolder(), 'copy')
      expect(await run('backup', ...place, '--to', to)).toEqual({ output: '', code: 2 })
      child.kill('SIGTERM')
      expect(await exited).toEqual([0, null])
      const states = () => onPostgres(url, 'select key, value from server_state order by key')
      const before = await states()
      expect(await run('restore', ...place, '--from', to)).toEqual({ output: '', code: 2 })
      expect(await run('restore', ...place)).toEqual({ output: '', code: 0 })
      const after = await states()
      expect(
        after.filter((_, index) => before[index]!['value'] !== after[index]!['value']),
      ).toEqual([{ key: 'epoch', value: expect.any(String) as string }])
    },
  )

  test('says that the database cannot be reached, and what is no store', { timeout }, async () => {
    const dataDir = temporaryFolder()
    const gone = `postgres://nobody@localhost/nothing?host=${encodeURIComponent(dataDir)}`
    expect(await run('--data', dataDir, '--port', '0', '--store', gone)).toMatchObject({ code: 3 })
    expect(await run('--data', dataDir, '--port', '0', '--store', 'x')).toMatchObject({ code: 1 })
  })
})
