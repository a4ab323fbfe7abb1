import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { findChromium } from './find-chromium.ts'

export type ElectronRuntime =
  | { kind: 'real' | 'stand-in'; executable: string; environment: Record<string, string> }
  | { kind: 'none'; reason: string }

const root = join(import.meta.dirname, '..')
const standIn = join(root, '../shared/electron-standin')

/**
 * What the desktop tests run on: Electron's own binary where it is installed, else the stand-in
 * that drives Chromium where its folder lies beside the repository, else nothing.
 *
 * `electron` is resolved, never imported: in plain Node its entry point starts a download.
 */
export function electronRuntime(): ElectronRuntime {
  const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const distribution = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageFolder, 'dist')
  const pathFile = join(packageFolder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  const executable = join(distribution, name)
  const isStandIn = distribution.includes('electron-standin')
  if (existsSync(executable) && !isStandIn) return { kind: 'real', executable, environment: {} }

  const chromium = findChromium()
  if (!existsSync(join(standIn, 'electron')))
    return { kind: 'none', reason: 'Electron’s binary is not installed (npx install-electron)' }
  if (!chromium)
    return { kind: 'none', reason: 'neither Electron’s binary nor Chromium is installed' }
  return {
    kind: 'stand-in',
    executable: join(standIn, 'electron'),
    environment: {
      ELECTRON_STANDIN_CHROMIUM: chromium,
      ELECTRON_STANDIN_NODE: process.execPath,
    },
  }
}
