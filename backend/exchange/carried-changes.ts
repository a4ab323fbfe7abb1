import {
  createEncoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding'
import { AppError } from '../../core/contract/app-error.ts'
import { FrameReader, MalformedFrame } from '../../core/sync/frame-reader.ts'
import { maxDocumentIdBytes, maxIdBytes, maxUpdateBytes } from '../../core/sync/limits.ts'

const version = 1
const mostChanges = 10_000_000

/** One update on its way in a file. */
export interface CarriedChange {
  readonly documentId: string
  readonly userId: string
  /** UTC milliseconds. */
  readonly at: number
  readonly update: Uint8Array
}

export interface CarriedChanges {
  readonly workspaceId: string
  readonly changes: readonly CarriedChange[]
}

/**
 * The content of a file of changes, in lib0's encoding: the version 1, the workspace, the number of
 * changes, and of each its document, author, time and update.
 */
export function encodeChanges({ workspaceId, changes }: CarriedChanges): Uint8Array {
  const to = createEncoder()
  writeVarUint(to, version)
  writeVarString(to, workspaceId)
  writeVarUint(to, changes.length)
  for (const { documentId, userId, at, update } of changes) {
    writeVarString(to, documentId)
    writeVarString(to, userId)
    writeVarUint(to, at)
    writeVarUint8Array(to, update)
  }
  return toUint8Array(to)
}

/** @throws AppError `E-XCH-FILE` for any bytes that are not exactly that */
export function decodeChanges(content: Uint8Array): CarriedChanges {
  try {
    const from = new FrameReader(content)
    if (from.uint() !== version) throw new MalformedFrame('another version')
    const workspaceId = from.text(maxIdBytes)
    const changes = from.list(mostChanges, () => ({
      documentId: from.text(maxDocumentIdBytes),
      userId: from.text(maxIdBytes),
      at: from.uint(),
      update: from.bytes(maxUpdateBytes),
    }))
    from.end()
    return { workspaceId, changes }
  } catch (error) {
    if (!(error instanceof MalformedFrame)) throw error
    throw new AppError('E-XCH-FILE', error.message)
  }
}
