import * as Y from 'yjs'
import type { Refusal } from '../../core/sync/feed-messages.ts'
import { maxDocumentBytes } from '../../core/sync/limits.ts'
import { appliedFault } from './applied-fault.ts'

/** A document in the server's memory: the log's updates of one document, applied. */
export class ServerDocument {
  readonly doc = new Y.Doc()
  /** About the size of the whole state, in bytes: measured once, then the sum of what was applied. */
  private bytes = 0

  /**
   * Applies updates in one transaction.
   *
   * @throws whatever Yjs throws: the document is then half changed and must be thrown away
   */
  apply(updates: readonly Uint8Array[]): void {
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update)
    })
    for (const { length } of updates) this.bytes += length
  }

  /**
   * Applies an update that nobody has tried yet, and answers with what is wrong with it, or `unchanged`
   * where the document has all of it.
   *
   * @throws as `apply`; after any fault too the document must be thrown away
   */
  tryUpdate(update: Uint8Array): Refusal | 'unchanged' | undefined {
    const hadWaiting = this.hasWaiting()
    let isChanged = false
    const note = (): void => void (isChanged = true)
    this.doc.on('update', note)
    const fault = this.doc.transact(() => {
      Y.applyUpdate(this.doc, update)
      return appliedFault(this.doc, update)
    })
    this.doc.off('update', note)
    if (fault) return fault
    const isWaiting = this.hasWaiting()
    // Yjs also lets wait what it knows already, if a forged neighbour of it is missing.
    if (isWaiting && !hadWaiting) return 'incomplete'
    if (!isChanged && !isWaiting) return 'unchanged'
    this.bytes += update.length
    return undefined
  }

  /** Whether an update of `length` bytes fits below 16 MB. Measures only where the sum says no. */
  hasRoomFor(length: number): boolean {
    if (this.bytes + length > maxDocumentBytes) this.bytes = Y.encodeStateAsUpdate(this.doc).length
    return this.bytes + length <= maxDocumentBytes
  }

  private hasWaiting(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null
  }

  get sizeBytes(): number {
    return this.bytes
  }
}
