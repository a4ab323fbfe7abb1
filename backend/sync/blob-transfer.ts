import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../core/contract/app-error.ts'
import { maxAttachmentBytes } from '../../core/contract/workspace.ts'
import { maxBlobChunkBytes } from '../../core/sync/server-api.ts'
import { toStorageError } from '../../sqlite/storage-error.ts'
import type { ContentStore } from '../attachments/content-store.ts'
import type { BlobClient } from './blob-client.ts'

/** A server that takes nothing would keep us for ever. */
const mostStandstills = 3

/**
 * Sends a content of this device, from where the server has it.
 *
 * @throws AppError as `BlobClient`; `E-ATT-DAMAGED` when the content does not fit its hash
 */
export async function upload(
  client: BlobClient,
  content: ContentStore,
  hash: string,
): Promise<void> {
  let offset = await client.offset(hash)
  if (offset === 'whole') return
  const file = await open(content.path(hash), 'r')
  try {
    const { size: total } = await file.stat()
    let standstills = 0
    for (;;) {
      // What the server has of a content that was longer here is of no use.
      if (offset > total) throw new AppError('E-ATT-DAMAGED', `${hash} is not as long as it was`)
      const chunk = new Uint8Array(Math.min(maxBlobChunkBytes, total - offset))
      const { bytesRead } = await file.read(chunk, 0, chunk.length, offset)
      const bytes = chunk.subarray(0, bytesRead)
      const { next, isTaken } = await client.send(hash, bytes, { offset, total })
      if (isTaken && next === total) return
      if (next <= offset && ++standstills > mostStandstills)
        throw new AppError('E-SRV-ADDRESS', 'the server takes nothing')
      offset = next
    }
  } finally {
    await file.close()
  }
}

/**
 * Receives a content into the store, in chunks that are kept in `folder` when it is cut.
 *
 * @throws AppError as `BlobClient`; `E-ATT-MISSING`, `E-ATT-DAMAGED`, `E-ATT-TOO-LARGE`,
 *   `E-DISK-FULL`
 */
export async function download(
  client: BlobClient,
  content: ContentStore,
  { hash, folder }: { hash: string; folder: string },
): Promise<void> {
  const part = join(folder, hash)
  try {
    await mkdir(folder, { recursive: true })
    await receive(client, hash, part)
    if ((await sha256Of(part)) !== hash) {
      await rm(part, { force: true })
      throw new AppError('E-ATT-DAMAGED', `${hash} came with another content`)
    }
    content.adopt(part, hash)
  } catch (error) {
    throw toStorageError(error, part)
  }
}

/** Removes parts that nothing was added to since `before` (UTC ms). */
export async function sweepParts(folder: string, before: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder))
    if ((await stat(join(folder, name))).mtimeMs < before)
      await rm(join(folder, name), { force: true })
}

async function receive(client: BlobClient, hash: string, part: string): Promise<void> {
  const file = await open(part, 'a')
  try {
    let { size } = await file.stat()
    for (;;) {
      const piece = await client.read(hash, size, maxBlobChunkBytes)
      if (!piece || piece.bytes.length === 0) return
      if (piece.total > maxAttachmentBytes)
        throw new AppError('E-ATT-TOO-LARGE', `${hash} has ${piece.total} bytes`)
      await file.writeFile(piece.bytes)
      size += piece.bytes.length
      if (size >= piece.total) return
    }
  } finally {
    await file.sync().finally(() => file.close())
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
