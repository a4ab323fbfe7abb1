import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isExecutableContent } from '../../backend/attachments/executable-content.ts'
import { safeFileName } from '../../backend/attachments/safe-file-name.ts'
import { AppError } from '../../core/contract/app-error.ts'
import { isBlockedFileName } from '../../core/domain/attachments/blocked-file-types.ts'

export interface FileAccessOptions {
  /** Folder for the copies that other programs open. */
  readonly tempDir: string
  /** Asks where to save; `undefined` when the person closes the dialog. */
  chooseTarget(this: void, suggestedName: string): Promise<string | undefined>
  /** Resolves to what went wrong, or to nothing. */
  openPath(this: void, path: string): Promise<string>
}

export interface FileAccess {
  save(this: void, name: string, bytes: Uint8Array): Promise<boolean>
  open(this: void, name: string, bytes: Uint8Array): Promise<boolean>
  /** Removes the copies. */
  clear(this: void): Promise<void>
}

/** Files on their way out of the app: never an executable, never to a path that the page names. */
export function createFileAccess(options: FileAccessOptions): FileAccess {
  const folder = join(options.tempDir, `wiseparts-${process.pid}`)
  return {
    async save(name, bytes) {
      refuseExecutable(name, bytes)
      const target = await options.chooseTarget(safeFileName(name))
      if (target === undefined) return false
      if (isBlockedFileName(target)) throw executableRefused()
      await writeFile(target, bytes)
      return true
    },

    /** A copy that cannot be written: changes made there would be lost without a word. */
    async open(name, bytes) {
      refuseExecutable(name, bytes)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = join(await mkdtemp(join(folder, 'file-')), safeFileName(name))
      await writeFile(file, bytes, { mode: 0o400 })
      return (await options.openPath(file)) === ''
    },

    clear: () => rm(folder, { recursive: true, force: true }),
  }
}

/** @throws AppError E-ATT-TYPE */
function refuseExecutable(name: string, bytes: Uint8Array): void {
  const names = [name, safeFileName(name)]
  if (names.some(isBlockedFileName) || isExecutableContent(bytes)) throw executableRefused()
}

function executableRefused(): AppError {
  return new AppError('E-ATT-TYPE', 'executable files are neither opened nor saved')
}
