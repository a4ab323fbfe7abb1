import {
  createEncoder,
  toUint8Array,
  writeUint8Array,
  writeVarString,
  writeVarUint,
} from 'lib0/encoding'
import { digest } from 'lib0/hash/sha256'
import type { LogEntry } from './log-entry.ts'

/** Bytes of a SHA-256 and so of every link of the chain. */
export const chainBytes = 32

/** The chain of an empty log: 32 zero bytes. */
export const chainStart: Uint8Array = new Uint8Array(chainBytes)

/** The SHA-256 of `bytes`, 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(digest(bytes))
}

/** What a link binds of an entry: the update by its SHA-256. */
export type ChainedEntry = Omit<LogEntry, 'update'> & { readonly updateSha256: Uint8Array }

/**
 * The link of the log's hash chain that belongs to `entry`: the SHA-256 of these bytes, one after
 * the other, with lib0's encoding (varuint: 7 bits a byte, low ones first; a text is the varuint of
 * its length in UTF-8 and those bytes):
 *
 * 1. `previous`: the 32 bytes of the link before, `chainStart` for the first entry
 * 2. `documentId` as text
 * 3. `seq` as varuint
 * 4. `userId` as text
 * 5. `at` as varuint, UTC milliseconds
 * 6. `updateSha256`: 32 bytes
 *
 * Two logs with the same link at the same `seq` hold the same entries up to there. The update enters
 * by its hash so that the chain can still be verified where compaction has let go of the bytes.
 */
export function nextChain(previous: Uint8Array, entry: ChainedEntry): Uint8Array {
  const encoder = createEncoder()
  writeUint8Array(encoder, previous)
  writeVarString(encoder, entry.documentId)
  writeVarUint(encoder, entry.seq)
  writeVarString(encoder, entry.userId)
  writeVarUint(encoder, entry.at)
  writeUint8Array(encoder, entry.updateSha256)
  return sha256(toUint8Array(encoder))
}
