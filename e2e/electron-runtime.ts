import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findElectron } from '../scripts/electron-binary.mjs'
import { findChromium } from './find-chromium.ts'

export type ElectronRuntime =
  | { kind: 'real' | 'stand-in'; executable: string; environment: Record<string, string> }
  | { kind: 'none'; reason: string }

const standIn = join(import.meta.dirname, '../../shared/electron-standin')

/**
 * What the desktop tests run on: Electron's own binary where it is installed, else the stand-in
 * that drives Chromium where its folder lies beside the repository, else nothing.
 */
export function electronRuntime(): ElectronRuntime {
  const electron = findElectron()
  // ELECTRON_OVERRIDE_DIST_PATH may name the stand-in.
  if (electron && !electron.includes('electron-standin'))
    return { kind: 'real', executable: electron, environment: {} }

  const executable = join(standIn, 'electron')
  if (!existsSync(executable))
    return { kind: 'none', reason: 'Electron’s binary is not installed (npx install-electron)' }
  const chromium = findChromium()
  if (!chromium)
    return { kind: 'none', reason: 'neither Electron’s binary nor Chromium is installed' }
  return {
    kind: 'stand-in',
    executable,
    environment: {
      ELECTRON_STANDIN_CHROMIUM: chromium,
      ELECTRON_STANDIN_NODE: process.execPath,
    },
  }
}
