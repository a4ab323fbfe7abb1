import { type ChangeFeed, ChangeSet } from '../app/change-feed.ts'
import type { Connection } from '../storage/connection.ts'
import { loadDocument, type LoadedDocument } from './loaded-document.ts'
import { type UnreadableEntry, unreadableEntries } from './unreadable-entries.ts'
import type { Unshared } from './unshared.ts'
import type { UpdateLog } from './update-log.ts'

const keptDocuments = 200

export interface DocumentCacheOptions {
  readonly writer: Connection
  readonly log: UpdateLog
  readonly unshared: Unshared
  readonly feed: ChangeFeed
  /** Keeps what was taken out of the log because its document could not be read with it. */
  readonly putAside: (unreadable: UnreadableEntry) => void
}

/** Documents as the log has them; those that were used last stay in memory. */
export class DocumentCache {
  private readonly options: DocumentCacheOptions
  private readonly kept = new Map<string, LoadedDocument>()

  constructor(options: DocumentCacheOptions) {
    this.options = options
  }

  get(documentId: string): LoadedDocument {
    const known = this.kept.get(documentId)
    this.kept.delete(documentId)
    const document = known ?? this.read(documentId)
    this.kept.set(documentId, document)
    const oldest = this.kept.keys().next().value
    if (this.kept.size > keptDocuments && oldest !== undefined) this.kept.delete(oldest)
    return document
  }

  /** A copy of the caller's own. A row of the log that keeps the others from being read is put aside. */
  read(documentId: string): LoadedDocument {
    const { log } = this.options
    try {
      return loadDocument(documentId, log.updatesOf(documentId))
    } catch (error) {
      const unreadable = unreadableEntries(log.entriesOf(documentId))
      if (unreadable.length === 0) throw error
      this.takeOut(documentId, unreadable)
      return loadDocument(documentId, log.updatesOf(documentId))
    }
  }

  drop(documentId: string): void {
    this.kept.delete(documentId)
  }

  clear(): void {
    this.kept.clear()
  }

  private takeOut(documentId: string, unreadable: readonly UnreadableEntry[]): void {
    const { log, writer, unshared, putAside, feed } = this.options
    writer.raw
      .transaction(() => {
        for (const one of unreadable) putAside(one)
        log.remove(unreadable.map(({ entry }) => entry.seq))
        unshared.dropRemoved(documentId)
      })
      .immediate()
    const changes = new ChangeSet()
    changes.addAll('sync')
    changes.addAll('unshared')
    feed.changed(changes)
  }
}
