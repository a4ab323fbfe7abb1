// The development tools as commands that run on the Node of this process, without npx or a shell.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

const entries = {
  'electron-vite': 'electron-vite/bin/electron-vite.js',
  eslint: 'eslint/bin/eslint.js',
  playwright: '@playwright/test/cli.js',
  prettier: 'prettier/bin/prettier.cjs',
  tsc: 'typescript/bin/tsc',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
  'vue-tsc': 'vue-tsc/bin/vue-tsc.js',
}

/** Runs a tool with its output on this terminal; resolves to its exit code. */
export function runTool(name, args, environment = {}) {
  return exitCode(start(name, args, environment, 'inherit'))
}

/** Runs a tool and keeps its output, so that several at once do not mix theirs. */
export async function captureTool(name, args, environment = {}) {
  const colour = { FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }
  const child = start(name, args, { ...colour, ...environment }, 'pipe')
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text) => (output += text))
  }
  return { code: await exitCode(child), output }
}

function start(name, args, environment, output) {
  return spawn(process.execPath, [join(root, 'node_modules', entries[name]), ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', output, output],
  })
}

/** A tool that a signal ended counts as failed. */
function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}
