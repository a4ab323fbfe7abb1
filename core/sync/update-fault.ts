import * as Y from 'yjs'
import type { Refusal } from './feed-messages.ts'
import { maxStructsPerUpdate, maxUpdateBytes } from './limits.ts'

/**
 * What is wrong with the bytes of an update, read without any document, or `undefined`. Bytes that
 * pass can still throw when they are applied to a document: about 3 in 1,000 of those that pass after
 * random changes.
 */
export function updateFault(update: Uint8Array): Refusal | undefined {
  if (update.length > maxUpdateBytes) return 'update-too-large'
  try {
    const { structs, ds } = Y.decodeUpdate(update)
    const deleted = [...ds.clients.values()].reduce((count, ranges) => count + ranges.length, 0)
    return structs.length + deleted > maxStructsPerUpdate ? 'too-many-structs' : undefined
  } catch {
    return 'malformed'
  }
}
