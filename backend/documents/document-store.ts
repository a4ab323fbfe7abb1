import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import { documentKind } from '../../core/crdt/document-id.ts'
import { maxUpdateBytes } from '../../core/sync/limits.ts'
import { type ChangeFeed, ChangeSet } from '../app/change-feed.ts'
import type { Connection } from '../storage/connection.ts'
import { toStorageError } from '../../sqlite/storage-error.ts'
import {
  everythingTouched,
  loadDocument,
  type LoadedDocument,
  rootsOf,
  type Touched,
} from './loaded-document.ts'
import type { UpdateLog } from './update-log.ts'

const cachedDocuments = 200
const maxTextLength = 100_000
const stampEveryMs = 60_000

/** Who writes, and when: what the log records beside the bytes. */
export interface Author {
  readonly userId: string
  readonly deviceId: string
  readonly at: number
}

/** Writes the read tables of touched records, inside the write's transaction. */
export interface Projector {
  begin(changes: ChangeSet): Projecting
  /** Empties all read tables. */
  clear(): void
}

export interface Projecting {
  project(document: LoadedDocument, touched: Touched): void
  /** Writes what was held back; the last thing before the commit. */
  finish(): void
}

export interface Edit {
  /**
   * Changes one document in one Yjs transaction and answers with what it touched; several documents
   * may be edited in one write.
   */
  document(documentId: string, mutate: (doc: Y.Doc) => void): Touched
}

export interface DocumentStoreOptions {
  readonly writer: Connection
  readonly log: UpdateLog
  readonly projector: Projector
  readonly feed: ChangeFeed
  readonly file: string
}

type UpdateListener = (update: Uint8Array) => void

/**
 * The write model. Every change of shared data goes through `write` or `apply`: mutate the cached
 * document, append the emitted update to the log, project the touched records, commit. The commit is
 * the acknowledgement; on any error the transaction rolls back and the documents are dropped from
 * memory, to be loaded again from the log.
 */
export class DocumentStore {
  private readonly options: DocumentStoreOptions
  private readonly cache = new Map<string, LoadedDocument>()
  private readonly listeners = new Map<string, Set<UpdateListener>>()

  constructor(options: DocumentStoreOptions) {
    this.options = options
  }

  /**
   * Runs `work` in one SQLite transaction and returns its result after the commit.
   *
   * @throws what `work` throws, or AppError `E-DISK-FULL` and other storage codes; nothing is
   *   written then.
   */
  write<T>(author: Author, work: (edit: Edit) => T): T {
    const edited = new Map<string, LoadedDocument>()
    const changes = new ChangeSet()
    const projecting = this.options.projector.begin(changes)
    const sent: [string, Uint8Array][] = []
    const edit: Edit = {
      document: (documentId, mutate) => {
        const document = this.load(documentId)
        edited.set(documentId, document)
        document.doc.transact(() => mutate(document.doc))
        return this.store(document, author, projecting, sent)
      },
    }
    const result = this.transaction(edited, () => {
      const done = work(edit)
      projecting.finish()
      return done
    })
    this.options.feed.changed(changes)
    for (const [documentId, update] of sent) this.send(documentId, update)
    return result
  }

  /**
   * Applies an update made by an editor's replica.
   *
   * @throws AppError `E-DOC-MALFORMED` when Yjs cannot read it, `E-DOC-TOO-LARGE` above 1 MB.
   */
  apply(documentId: string, update: Uint8Array, author: Author): void {
    requireRecords(documentId)
    if (update.length > maxUpdateBytes)
      throw new AppError('E-DOC-TOO-LARGE', `an update of ${update.length} bytes`)
    this.write(author, (edit) => {
      const touched = edit.document(documentId, (doc) => {
        try {
          Y.applyUpdate(doc, update)
        } catch (error) {
          throw new AppError('E-DOC-MALFORMED', `not a Yjs update: ${String(error)}`)
        }
      })
      edit.document(documentId, (doc) => {
        for (const record of recordsOf(doc, touched)) {
          refuseLongTexts(record)
          stampUpdate(record, author)
        }
      })
    })
  }

  /** Reads from a document; do not keep or change what you get. */
  read<T>(documentId: string, read: (doc: Y.Doc) => T): T {
    return read(this.load(documentId).doc)
  }

  /** As `read`, by a named function whose answer is kept until the document changes. */
  view<T>(documentId: string, read: (doc: Y.Doc) => T): T {
    return this.load(documentId).view(read)
  }

  /** The whole document as one update, and a listener for what follows. */
  open(documentId: string, listener: UpdateListener): { state: Uint8Array; close: () => void } {
    requireRecords(documentId)
    const listeners = this.listeners.get(documentId) ?? new Set()
    this.listeners.set(documentId, listeners.add(listener))
    return {
      state: Y.encodeStateAsUpdate(this.load(documentId).doc),
      close: () => {
        listeners.delete(listener)
        if (listeners.size === 0) this.listeners.delete(documentId)
      },
    }
  }

  /** Empties the read tables and fills them from the log, document by document. */
  async rebuild(
    progress: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<number> {
    const { log, projector, feed } = this.options
    this.cache.clear()
    const ids = rebuildOrder(log.documentIds())
    const changes = new ChangeSet()
    this.transaction(new Map(), () => projector.clear())
    for (let done = 0; done < ids.length; done += 50) {
      if (signal?.aborted) throw new AppError('CANCELLED', 'stopped')
      this.transaction(new Map(), () => {
        const projecting = projector.begin(changes)
        for (const id of ids.slice(done, done + 50)) {
          const document = loadDocument(id, log.updatesOf(id))
          projecting.project(document, everythingTouched(document))
          document.doc.destroy()
        }
        projecting.finish()
      })
      progress(Math.min(done + 50, ids.length), ids.length)
      await new Promise(setImmediate)
    }
    feed.changed(changes)
    return ids.length
  }

  /** Forgets the documents in memory, for instance after the workspace was thrown away. */
  clear(): void {
    this.cache.clear()
  }

  private transaction<T>(edited: Map<string, LoadedDocument>, work: () => T): T {
    try {
      return this.options.writer.raw.transaction(work).immediate()
    } catch (error) {
      for (const [id, { doc }] of edited) {
        this.cache.delete(id)
        doc.destroy()
      }
      throw toStorageError(error, this.options.file)
    }
  }

  private store(
    document: LoadedDocument,
    author: Author,
    projecting: Projecting,
    sent: [string, Uint8Array][],
  ): Touched {
    const { log } = this.options
    for (const update of document.takeUpdates()) {
      log.append({ documentId: document.id, update, ...author })
      sent.push([document.id, update])
    }
    const touched = document.takeTouched()
    if (touched.size > 0) {
      log.recordSize(document.id, document.recordCount())
      projecting.project(document, touched)
    }
    return touched
  }

  private send(documentId: string, update: Uint8Array): void {
    for (const listener of this.listeners.get(documentId) ?? []) listener(update)
  }

  private load(documentId: string): LoadedDocument {
    const cached = this.cache.get(documentId)
    if (cached) {
      this.cache.delete(documentId)
      this.cache.set(documentId, cached)
      return cached
    }
    const document = loadDocument(documentId, this.options.log.updatesOf(documentId))
    this.cache.set(documentId, document)
    const oldest = this.cache.keys().next().value
    if (this.cache.size > cachedDocuments && oldest !== undefined) this.cache.delete(oldest)
    return document
  }
}

function recordsOf(doc: Y.Doc, touched: Touched): Y.Map<unknown>[] {
  return [...touched].flatMap(([root, ids]) =>
    [...ids].map((id) => doc.getMap(root).get(id)).filter((record) => record instanceof Y.Map),
  )
}

function refuseLongTexts(record: Y.Map<unknown>): void {
  for (const value of record.values())
    if (value instanceof Y.Text && value.length > maxTextLength)
      throw new AppError('E-DOC-TOO-LARGE', 'a text is too long', { max: maxTextLength })
}

/** Typing sends several updates a second; one stamp a minute tells who and when well enough. */
function stampUpdate(record: Y.Map<unknown>, { userId, at }: Author): void {
  const last = record.get('updatedAt')
  const recent = typeof last === 'number' && at - last < stampEveryMs
  if (recent && record.get('updatedBy') === userId && last !== record.get('createdAt')) return
  record.set('updatedAt', at)
  record.set('updatedBy', userId)
}

/** Only a document whose records this version knows can be checked and stamped. */
function requireRecords(documentId: string): void {
  const kind = documentKind(documentId)
  if (!kind || rootsOf[kind].length === 0)
    throw new AppError('E-NOT-FOUND', `no document ${documentId}`)
}

/** Settings and people first, customers next: activities look them up. */
function rebuildOrder(ids: readonly string[]): string[] {
  const rank = { settings: 0, directory: 1, form: 1, customer: 2, activities: 3, user: 4 } as const
  const rankOf = (id: string): number => rank[documentKind(id) ?? 'user']
  return ids.filter((id) => documentKind(id)).sort((a, b) => rankOf(a) - rankOf(b))
}
