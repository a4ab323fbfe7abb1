import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { apiPaths } from '../core/sync/server-api.ts'
import { readStateOf } from './testing/storage-under-test.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

function start(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function run(...args: string[]): Promise<{ output: string; code: number }> {
  const child = start(...args)
  const closed = once(child, 'close')
  let output = ''
  for await (const chunk of child.stdout) output += String(chunk)
  const [code] = (await closed) as [number]
  return { output, code }
}

test('the process serves, gives tokens beside itself, is backed up and ends by SIGTERM', async () => {
  const dataDir = temporaryFolder()
  const child = start('--data', dataDir, '--port', '0')
  const exited = once(child, 'exit')
  const lines: Record<string, string> = {}
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', ...rest] = line.split(': ')
    lines[name] = rest.join(': ')
    if (name === 'listening') break
  }
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
})
