import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { importsOf } from '../../scripts/layer-rules.ts'
import { serverFiles } from '../../scripts/server-files.ts'

const root = join(import.meta.dirname, '../..')
const script = 'scripts/package-server.mjs'

test('the server starts and is healthy where only its own files are', async () => {
  const folder = join(temporaryFolder(), 'server')
  execFileSync(process.execPath, [join(root, script), folder], { stdio: 'pipe' })
  const dataDir = temporaryFolder()
  const server = spawn(
    process.execPath,
    [join(folder, 'sync-server/main.ts'), '--data', dataDir, '--port', '0'],
    { cwd: dataDir, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  onTestFinished(() => void server.kill('SIGKILL'))
  let address = ''
  for await (const line of createInterface({ input: server.stdout })) {
    address = /^listening: (.+)$/.exec(line)?.[1] ?? ''
    if (address) break
  }
  const { status } = await fetch(`${address}/health`)
  expect(status).toBe(200)
})

test('the Dockerfile has all files that the server is put together from', () => {
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n')
  const files = [...serverFiles(root).sources, ...importedBy(script)]
  expect(files).toContain('migrations/server-postgres/index.ts')
  expect(files).toContain('scripts/layer-rules.ts')
  expect(files.filter((file) => ignored.some((name) => file.startsWith(`${name}/`)))).toEqual([])
})

/** Files of scripts/ that a script is made of. */
function importedBy(file: string): string[] {
  const imports = importsOf(file, readFileSync(join(root, file), 'utf8'))
  const files = imports
    .filter(({ specifier }) => specifier.startsWith('./'))
    .flatMap(({ specifier }) => importedBy(join('scripts', specifier)))
  return [file, ...files]
}
