// Electron's program, without `import 'electron'`: in plain Node that starts a download and throws a
// puzzling error.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const downloadTimeoutMs = 180_000

/** The folder named by ELECTRON_OVERRIDE_DIST_PATH, else the one of the package; or nothing. */
export function findElectron(env = process.env, folder = packageFolder) {
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron'
  return [env.ELECTRON_OVERRIDE_DIST_PATH, join(folder, 'dist')]
    .filter((distribution) => distribution)
    .map((distribution) => join(distribution, name))
    .find((file) => existsSync(file))
}

/** Has the package download its program; resolves to why it could not, or to nothing. */
export async function downloadElectron() {
  const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: downloadTimeoutMs,
  })
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (output += text))
  const { code, signal } = await new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: error.message }))
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  if (code === 0) return undefined
  return signal ? `no answer within ${downloadTimeoutMs / 1000} s` : reasonIn(output)
}

/** The line of a stack that says what happened. */
export function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.trim())
  const telling = lines.find((line) => /(Error|Exception)\b.*:|\bE[A-Z]{4,}\b/.test(line))
  return telling ?? lines.find((line) => line !== '') ?? 'no reason given'
}
