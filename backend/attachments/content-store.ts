import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../core/contract/app-error.ts'
import { toStorageError } from '../../sqlite/storage-error.ts'

/**
 * Files by the SHA-256 of their content, in folders of 256: the same file is stored once, however
 * often it is attached. A file appears under its name only when it is complete and on disk.
 */
export interface ContentStore {
  /** Answers with the content's hash. @throws AppError `E-DISK-FULL` */
  put(content: Uint8Array): string
  has(hash: string): boolean
  /** Where the content is, or would be. */
  path(hash: string): string
  /** Takes a file that is on disk and has this hash; it leaves its old place. */
  adopt(file: string, hash: string): void
  /** @throws AppError `E-ATT-MISSING`, or `E-ATT-DAMAGED` when the content does not fit its hash */
  get(hash: string): Uint8Array
  /** Bytes of all files. */
  size(): number
  /** Removes files that `isUsed` does not know and that are older than `before` (UTC ms). */
  sweep(isUsed: (hash: string) => boolean, before: number): number
}

export function openContentStore(folder: string): ContentStore {
  mkdirSync(folder, { recursive: true })
  const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash)

  function* files(): Generator<{ hash: string; path: string }> {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
      if (entry.isFile()) yield { hash: entry.name, path: join(entry.parentPath, entry.name) }
  }

  return {
    put(content) {
      const hash = sha256(content)
      const path = pathOf(hash)
      // A damaged file is replaced by the good copy that is being attached.
      if (existsSync(path) && sha256(readFileSync(path)) === hash) return hash
      const part = `${path}.part`
      try {
        mkdirSync(join(folder, hash.slice(0, 2)), { recursive: true })
        writeDurably(part, content)
        renameSync(part, path)
      } catch (error) {
        rmSync(part, { force: true })
        throw toStorageError(error, path)
      }
      return hash
    },
    path: pathOf,
    adopt(file, hash) {
      const path = pathOf(hash)
      mkdirSync(join(folder, hash.slice(0, 2)), { recursive: true })
      renameSync(file, path)
    },
    has: (hash) => existsSync(pathOf(hash)),
    get(hash) {
      const path = pathOf(hash)
      if (!existsSync(path)) throw new AppError('E-ATT-MISSING', `no content for ${hash}`)
      const content = readFileSync(path)
      if (sha256(content) !== hash) throw new AppError('E-ATT-DAMAGED', `${hash} is damaged`)
      return content
    },
    size: () => [...files()].reduce((bytes, { path }) => bytes + statSync(path).size, 0),
    sweep(isUsed, before) {
      let removed = 0
      for (const { hash, path } of [...files()])
        if (!isUsed(hash) && statSync(path).mtimeMs < before) {
          rmSync(path)
          removed++
        }
      return removed
    },
  }
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

function writeDurably(path: string, content: Uint8Array): void {
  const file = openSync(path, 'w')
  try {
    let written = 0
    while (written < content.length) written += writeSync(file, content, written)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
