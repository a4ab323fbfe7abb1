// Builds the desktop and the browser shell: node scripts/build.mjs [--if-needed] [desktop] [browser]
// With --if-needed a shell is left alone while nothing it is made of has changed.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runTool } from './tools.mjs'

const page = ['core/**', 'renderer/**', 'build-plugins/**', 'package-lock.json']
const shells = {
  desktop: {
    product: 'out/main/index.js',
    sources: [
      ...page,
      ...['electron/**', 'backend/**', 'sqlite/**', 'migrations/**', 'electron.vite.config.ts'],
    ],
    build: () => runTool('electron-vite', ['build', '--logLevel', 'warn']),
  },
  browser: {
    product: 'out/web/index.html',
    sources: [...page, 'vite.web.config.ts'],
    build: () => runTool('vite', ['build', '--config', 'vite.web.config.ts', '--logLevel', 'warn']),
  },
}

/** Builds the named shells, one after the other; returns whether all are there now. */
export async function buildShells(names, { ifNeeded }) {
  for (const name of names) {
    const stamp = join(root, 'out', `${name}.built`)
    const fingerprint = fingerprintOf(shells[name].sources)
    const built = existsSync(join(root, shells[name].product)) && existsSync(stamp)
    if (ifNeeded && built && readFileSync(stamp, 'utf8') === fingerprint) continue
    rmSync(stamp, { force: true })
    console.log(`Building the ${name} shell …`)
    if ((await shells[name].build()) !== 0) return false
    mkdirSync(join(root, 'out'), { recursive: true })
    writeFileSync(stamp, fingerprint)
  }
  return true
}

/** By content, not by time: a checkout or a deleted file must not leave a stale build behind. */
function fingerprintOf(patterns) {
  const hash = createHash('sha256')
  const files = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.ts$|\.md$|^components\.d\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

if (import.meta.main) {
  const names = process.argv.slice(2).filter((argument) => argument in shells)
  const ifNeeded = process.argv.includes('--if-needed')
  const built = await buildShells(names.length > 0 ? names : Object.keys(shells), { ifNeeded })
  process.exitCode = built ? 0 : 1
}
