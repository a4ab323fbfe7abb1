import type { LogEntry } from '../../core/sync/log-entry.ts'
import type { LogStore } from '../log/log-store.ts'
import { ServerDocument } from './server-document.ts'

/** Bytes of encoded state in all documents that are kept; in memory they take several times that. */
const maxCachedBytes = 32 * 1024 * 1024
const maxCachedDocuments = 500

export interface DocumentCacheOptions {
  readonly store: LogStore
  /** UTC milliseconds. */
  readonly now: () => number
  readonly log: (message: string) => void
}

/** The documents in use, made from the log; the least recently used go first. */
export class DocumentCache {
  private readonly options: DocumentCacheOptions
  private readonly documents = new Map<string, ServerDocument>()

  constructor(options: DocumentCacheOptions) {
    this.options = options
  }

  /**
   * A document as the log has it. Poison in the log, which throws when applied, is quarantined; the
   * rest of the document is there.
   */
  async get(documentId: string): Promise<ServerDocument> {
    const document =
      this.documents.get(documentId) ?? (await loadDocument(documentId, this.options))
    this.documents.delete(documentId)
    this.documents.set(documentId, document)
    return document
  }

  /** Adds what another server has appended to its document, where that is in memory. */
  follow({ documentId, update }: LogEntry): void {
    try {
      this.documents.get(documentId)?.apply([update])
    } catch {
      // Poison: it is quarantined when the document is made anew.
      this.drop(documentId)
    }
  }

  /** Forgets a document that may differ from the log. */
  drop(documentId: string): void {
    this.documents.get(documentId)?.doc.destroy()
    this.documents.delete(documentId)
  }

  /** Whether it is time to `trim`, once nothing is under way with any document. */
  isFull(): boolean {
    return this.documents.size > maxCachedDocuments || this.sizeBytes() > maxCachedBytes
  }

  /** Forgets what was not used for longest. */
  trim(): void {
    for (const id of this.documents.keys()) {
      if (!this.isFull()) return
      this.drop(id)
    }
  }

  private sizeBytes(): number {
    let sum = 0
    for (const { sizeBytes } of this.documents.values()) sum += sizeBytes
    return sum
  }
}

/**
 * A document of its own, made from the log: what is not in the log yet is not in it. Poison is
 * quarantined, as in `DocumentCache.get`.
 */
export async function loadDocument(
  documentId: string,
  options: DocumentCacheOptions,
): Promise<ServerDocument> {
  const entries = await options.store.entriesOf(documentId)
  try {
    return built([entries])
  } catch {
    return loadRowByRow(entries, options)
  }
}

/** Slow and only after a failure: each row that throws costs the rows before it once more. */
async function loadRowByRow(
  entries: readonly LogEntry[],
  { store, now, log }: DocumentCacheOptions,
): Promise<ServerDocument> {
  const good: LogEntry[][] = []
  let document = new ServerDocument()
  for (const entry of entries) {
    try {
      document.apply([entry.update])
      good.push([entry])
    } catch (error) {
      log(`entry ${entry.seq} of ${entry.documentId} is quarantined: ${String(error)}`)
      await store.quarantine(entry.seq, String(error), now())
      document.doc.destroy()
      document = built(good)
    }
  }
  return document
}

/** A document from groups of entries, each applied in a transaction of its own. */
function built(groups: readonly (readonly LogEntry[])[]): ServerDocument {
  const document = new ServerDocument()
  for (const group of groups) document.apply(group.map(({ update }) => update))
  return document
}
