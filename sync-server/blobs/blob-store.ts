import { dayMs } from '../../core/domain/time/instant.ts'
import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { AppError } from '../../core/contract/app-error.ts'
import { toStorageError } from '../../sqlite/storage-error.ts'

const keptPartMs = 7 * dayMs

export interface Chunk {
  readonly hash: string
  /** Who sends it: every device has a part of its own. */
  readonly deviceId: string
  readonly offset: number
  /** Bytes of the whole content. */
  readonly total: number
  readonly bytes: Uint8Array
}

export interface Written {
  /** Bytes there are now. */
  readonly size: number
  /** Whether the chunk is in them; if not, it did not begin where they ended. */
  readonly isTaken: boolean
}

/**
 * Contents of files by their SHA-256, as files: `blobs/ab/<hash>` when whole and checked, then never
 * changed; `blob-parts/` while they arrive. Hashes and device ids go into paths: check them first.
 */
export class BlobStore {
  private readonly folder: string
  private readonly partsFolder: string
  /** The last write of each part that is being written. */
  private readonly writing = new Map<string, Promise<unknown>>()
  private readonly stored: (bytes: number) => void

  /** @param stored hears of the size of every content that is whole */
  constructor(dataDir: string, stored: (bytes: number) => void) {
    this.folder = join(dataDir, 'blobs')
    this.partsFolder = join(dataDir, 'blob-parts')
    this.stored = stored
  }

  /** Bytes of a content, or `undefined` while it is not whole. */
  size(hash: string): Promise<number | undefined> {
    return sizeOf(this.pathOf(hash))
  }

  /** How many bytes of a content came from the device. */
  async received(hash: string, deviceId: string): Promise<number> {
    return (await sizeOf(this.partOf(hash, deviceId))) ?? 0
  }

  /**
   * Adds a chunk at the end of a device's part.
   *
   * @throws AppError `E-ATT-DAMAGED` when the whole content has another hash, `E-DISK-FULL`
   */
  write(chunk: Chunk): Promise<Written> {
    const part = this.partOf(chunk.hash, chunk.deviceId)
    const before = this.writing.get(part) ?? Promise.resolve()
    const written = before
      .catch(() => undefined)
      .then(() => this.append(part, chunk))
      .finally(() => {
        if (this.writing.get(part) === written) this.writing.delete(part)
      })
    this.writing.set(part, written)
    return written
  }

  /** Bytes `start` to `end`, both included. */
  read(hash: string, start: number, end: number): Readable {
    return createReadStream(this.pathOf(hash), { start, end })
  }

  /** Removes parts that nobody has added to for seven days. */
  async sweepParts(now: number): Promise<void> {
    await mkdir(this.partsFolder, { recursive: true, mode: 0o700 })
    for (const name of await readdir(this.partsFolder)) {
      const part = join(this.partsFolder, name)
      // Another server that shares the folder may just have completed it.
      const found = await stat(part).catch(() => undefined)
      if (found && found.mtimeMs < now - keptPartMs) await rm(part, { force: true })
    }
  }

  private async append(part: string, { hash, offset, total, bytes }: Chunk): Promise<Written> {
    if ((await this.size(hash)) !== undefined) return { size: total, isTaken: true }
    try {
      await mkdir(this.partsFolder, { recursive: true, mode: 0o700 })
      // Not to append: the same chunk through two servers at once is then one all the same.
      const file = await open(part, constants.O_RDWR | constants.O_CREAT, 0o600)
      try {
        const { size } = await file.stat()
        if (size !== offset) return { size, isTaken: false }
        await writeWhole(file, bytes, size)
        if (size + bytes.length === total) await file.sync()
      } finally {
        await file.close()
      }
      if (offset + bytes.length === total) await this.complete(part, hash, total)
      return { size: offset + bytes.length, isTaken: true }
    } catch (error) {
      throw toStorageError(error, part)
    }
  }

  private async complete(part: string, hash: string, total: number): Promise<void> {
    if ((await sha256Of(part)) !== hash) {
      await rm(part, { force: true })
      throw new AppError('E-ATT-DAMAGED', 'the content has another hash')
    }
    const path = this.pathOf(hash)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rename(part, path).catch(async (error: unknown) => {
      // Another server that shares the folder was faster.
      if ((await this.size(hash)) === undefined) throw error
    })
    await syncFolder(dirname(path))
    this.stored(total)
  }

  private pathOf(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash)
  }

  private partOf(hash: string, deviceId: string): string {
    return join(this.partsFolder, `${deviceId}.${hash}`)
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A chunk is there whole or not at all, so that a full disk is not made fuller. */
async function writeWhole(file: FileHandle, bytes: Uint8Array, size: number): Promise<void> {
  try {
    for (let done = 0; done < bytes.length;)
      done += (await file.write(bytes, done, bytes.length - done, size + done)).bytesWritten
  } catch (error) {
    await file.truncate(size).catch(() => undefined)
    throw error
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** The new name survives a power cut. Windows has no such thing for folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
