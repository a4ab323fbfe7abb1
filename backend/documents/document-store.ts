import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import { changedRecords } from '../../core/crdt/changed-records.ts'
import { type DocumentKind, documentKind } from '../../core/crdt/document-id.ts'
import { applyNotingLosses, type LostWrite } from '../../core/crdt/lost-writes.ts'
import { maxUpdateBytes } from '../../core/sync/limits.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import type { Access } from '../../core/sync/policy.ts'
import { type ChangeFeed, ChangeSet } from '../app/change-feed.ts'
import { newsOfUpdate, newsRoots } from '../news/news-of-update.ts'
import type { NewsStore } from '../news/news-store.ts'
import type { Connection } from '../storage/connection.ts'
import { toStorageError } from '../../sqlite/storage-error.ts'
import { everythingTouched, type LoadedDocument, type Touched, union } from './loaded-document.ts'
import { DocumentCache } from './document-cache.ts'
import { type DocumentListener, DocumentListeners } from './document-listeners.ts'
import { settleVersions } from '../forms/settle-versions.ts'
import { noteConflicts } from './note-conflicts.ts'
import { recordsWith, type RejectedRecord } from './rejected-records.ts'
import { stampEdited } from './stamp-edited.ts'
import { type TouchedField, watchFields } from './touched-fields.ts'
import type { Unshared } from './unshared.ts'
import type { UnreadableEntry } from './unreadable-entries.ts'
import type { UpdateLog } from './update-log.ts'

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
  readonly unshared: Unshared
  readonly news: NewsStore
  readonly projector: Projector
  readonly feed: ChangeFeed
  readonly file: string
  /** What the person of this device may do with a document. */
  readonly access: (documentId: string) => Access
  /** Rows of the log that the team's server has. */
  readonly sharedUpTo: () => number
  /** The person of this device, now; `undefined` while there is nobody. */
  readonly self: () => Author | undefined
  /** Keeps what was taken out of the log because its document could not be read with it. */
  readonly putAside: (unreadable: UnreadableEntry) => void
}

export interface ReceiveOptions {
  /** Whose push it is to be: `local` for what this device hands on to the server. */
  readonly originOf?: (documentId: string) => 'local' | 'remote'
  /**
   * Whether colleagues have just changed this (TL-19), as against what this device gets to know with
   * all that was there before.
   */
  readonly isNews?: boolean
}

/** A received update that Yjs cannot apply. */
export class PoisonUpdate extends Error {
  override readonly name = 'PoisonUpdate'
  readonly entry: LogEntry

  constructor(entry: LogEntry, cause: unknown) {
    super(`entry ${entry.seq} of ${entry.documentId} cannot be applied: ${String(cause)}`)
    this.entry = entry
  }
}

/**
 * The write model. Every change of shared data goes through `write` or `apply`: mutate the cached
 * document, append the emitted update to the log, project the touched records, commit. The commit is
 * the acknowledgement; on any error the transaction rolls back and the documents are dropped from
 * memory, to be loaded again from the log.
 */
export class DocumentStore {
  private readonly options: DocumentStoreOptions
  private readonly cache: DocumentCache
  private readonly listeners = new DocumentListeners()
  private readonly writeListeners = new Set<() => void>()

  constructor(options: DocumentStoreOptions) {
    this.options = options
    this.cache = new DocumentCache(options)
  }

  /**
   * Runs `work` in one SQLite transaction and returns its result after the commit.
   *
   * @throws what `work` throws, AppError `E-PRM` for a document that this person may not write, or
   *   `E-DISK-FULL` and other storage codes; nothing is written then.
   */
  write<T>(author: Author, work: (edit: Edit) => T): T {
    const edited = new Map<string, LoadedDocument>()
    const changes = new ChangeSet()
    const projecting = this.options.projector.begin(changes)
    const sent: [string, Uint8Array][] = []
    const edit: Edit = {
      document: (documentId, mutate) => {
        if (this.options.access(documentId) !== 'rw')
          throw new AppError('E-PRM', `no right to write ${documentId}`)
        const document = this.cache.get(documentId)
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
    this.listeners.send(sent)
    if (sent.length > 0) for (const listener of this.writeListeners) listener()
    return result
  }

  /** Calls `listener` after every commit of changes made on this device. */
  onWritten(listener: () => void): () => void {
    this.writeListeners.add(listener)
    return () => void this.writeListeners.delete(listener)
  }

  /**
   * Takes in updates that others wrote, and projects what they touch; `andThen` is part of the same
   * transaction. A value of a field that is lost by this is written down as a conflict (SYN-03).
   * Updates of unknown kinds of documents are kept for a later version.
   *
   * @throws PoisonUpdate when one cannot be applied, or storage codes; nothing is written then
   */
  receive(
    entries: readonly LogEntry[],
    andThen: () => void,
    { originOf = () => 'remote', isNews = false }: ReceiveOptions = {},
  ): void {
    const { log, unshared, projector, feed } = this.options
    const edited = new Map<string, LoadedDocument>()
    /** The last row of each document that is to be pushed. */
    const handedOn = new Map<string, number>()
    const changes = new ChangeSet()
    const losses = new Map<LoadedDocument, LostWrite[]>()
    const sent: [string, Uint8Array][] = []
    let wrote = 0
    this.transaction(edited, () => {
      for (const entry of entries) {
        const { documentId, update, userId, at } = entry
        if (log.has(documentId, update)) continue
        // Loaded before its new row is there: otherwise nothing would seem to change.
        if (documentKind(documentId)) {
          const document = edited.get(documentId) ?? this.cache.get(documentId)
          edited.set(documentId, document)
          const found = this.applyReceived(document, entry, isNews, changes)
          if (found.length > 0) losses.set(document, [...(losses.get(document) ?? []), ...found])
        }
        const origin = originOf(documentId)
        const seq = log.append({ documentId, update, origin, userId, deviceId: '', at })
        if (origin === 'local' && seq !== undefined) {
          handedOn.set(documentId, seq)
          wrote++
        }
        sent.push([documentId, update])
      }
      const projecting = projector.begin(changes)
      const received = sent.length
      for (const document of edited.values()) {
        // The log has the bytes as they came.
        document.takeUpdates()
        const touched = this.projectTouched(document, projecting)
        const seq = handedOn.get(document.id)
        if (seq !== undefined) unshared.mark(document, touched, seq)
        const isToSettle = losses.has(document) || document.kind === 'form'
        const self = isToSettle ? this.options.self() : undefined
        if (!self || this.options.access(document.id) !== 'rw') continue
        this.settle(document, losses.get(document) ?? [])
        this.store(document, self, projecting, sent)
      }
      wrote += sent.length - received
      projecting.finish()
      andThen()
    })
    feed.changed(changes)
    this.listeners.send(sent)
    if (wrote > 0) for (const listener of this.writeListeners) listener()
  }

  /**
   * Takes updates out of a document: it is made anew from the others. `andThen` is part of the same
   * transaction; it gets the records that they had changed, as they were with them.
   */
  withdraw(
    documentId: string,
    updates: readonly { readonly seq: number; readonly update: Uint8Array }[],
    andThen: (records: RejectedRecord[]) => void,
  ): void {
    const { log } = this.options
    this.remake(documentId, () => {
      const all = log.updatesOf(documentId)
      log.remove(updates.map(({ seq }) => seq))
      return () => andThen(recordsWith(documentId, all, updates))
    })
  }

  /**
   * Takes a document off this device, with all that is shown of it: the person may not see it any
   * more. The team's server has it.
   */
  forget(documentId: string): void {
    this.remake(documentId, () => {
      this.options.log.removeDocument(documentId)
      this.options.news.forget(documentId)
      return () => undefined
    })
  }

  /** Makes a document anew after `remove` has taken rows out; what that returns is done at the end. */
  private remake(documentId: string, remove: () => () => void): void {
    const { log, unshared, projector, feed } = this.options
    const changes = new ChangeSet()
    const before = this.cache.get(documentId)
    this.transaction(new Map([[documentId, before]]), () => {
      const finish = remove()
      unshared.dropRemoved(documentId)
      const after = this.cache.read(documentId)
      const projecting = projector.begin(changes)
      projecting.project(after, union(everythingTouched(before), everythingTouched(after)))
      projecting.finish()
      log.recordSize(documentId, after.recordCount())
      finish()
      after.doc.destroy()
    })
    this.cache.drop(documentId)
    before.doc.destroy()
    feed.changed(changes)
    this.listeners.reset(documentId)
  }

  /**
   * Applies an update made by an editor's replica.
   *
   * @param check refuses by throwing, told what the update touches: nothing is written then
   * @throws AppError `E-DOC-MALFORMED` when Yjs cannot read it, `E-DOC-TOO-LARGE` above 1 MB.
   */
  apply(
    documentId: string,
    update: Uint8Array,
    author: Author,
    check: (touched: readonly TouchedField[]) => void,
  ): void {
    requireRecords(documentId)
    if (update.length > maxUpdateBytes)
      throw new AppError('E-DOC-TOO-LARGE', `an update of ${update.length} bytes`)
    this.write(author, (edit) => {
      let fields: readonly TouchedField[] = []
      const touched = edit.document(documentId, (doc) => {
        watchFields(documentId, doc, (found) => (fields = found))
        try {
          Y.applyUpdate(doc, update)
        } catch (error) {
          throw new AppError('E-DOC-MALFORMED', `not a Yjs update: ${String(error)}`)
        }
      })
      check(fields)
      edit.document(documentId, (doc) => stampEdited(doc, touched, author))
    })
  }

  /** Whether anything of the document is on this device. */
  has(documentId: string): boolean {
    return this.options.log.hasDocument(documentId)
  }

  /** Ids of all documents of which anything is on this device. */
  ids(): string[] {
    return this.options.log.documentIds()
  }

  /** Reads from a document; do not keep or change what you get. */
  read<T>(documentId: string, read: (doc: Y.Doc) => T): T {
    return read(this.cache.get(documentId).doc)
  }

  /** As `read`, by a named function whose answer is kept until the document changes. */
  view<T>(documentId: string, read: (doc: Y.Doc) => T): T {
    return this.cache.get(documentId).view(read)
  }

  /** The whole document as one update, and a listener for what follows. */
  open(documentId: string, listener: DocumentListener): { state: Uint8Array; close: () => void } {
    requireRecords(documentId)
    const close = this.listeners.add(documentId, listener)
    return { state: Y.encodeStateAsUpdate(this.cache.get(documentId).doc), close }
  }

  /** Writes all rows of documents anew, in one transaction, which `andThen` is part of. */
  project(documentIds: readonly string[], andThen: () => void = () => undefined): void {
    const { projector, feed } = this.options
    const changes = new ChangeSet()
    this.transaction(new Map(), () => {
      const projecting = projector.begin(changes)
      for (const id of documentIds) {
        const document = this.cache.read(id)
        projecting.project(document, everythingTouched(document))
        document.doc.destroy()
      }
      projecting.finish()
      andThen()
    })
    feed.changed(changes)
  }

  /** Empties the read tables, and memory with them: they are to be filled anew by `project`. */
  clearRows(): void {
    this.cache.clear()
    this.transaction(new Map(), () => this.options.projector.clear())
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
        this.cache.drop(id)
        doc.destroy()
      }
      throw toStorageError(error, this.options.file)
    }
  }

  /** Applies an update of somebody else, and tells which values this made lose. */
  private applyReceived(
    { id: documentId, kind, doc }: LoadedDocument,
    entry: LogEntry,
    isNews: boolean,
    changes: ChangeSet,
  ): LostWrite[] {
    let losses: LostWrite[] = []
    const apply = (): void => {
      try {
        losses = applyNotingLosses(doc, entry.update)
      } catch (error) {
        throw new PoisonUpdate(entry, error)
      }
    }
    if (isNews && kind === 'activities') {
      const found = newsOfUpdate(doc, changedRecords(doc, newsRoots, apply))
      for (const id of this.options.news.note(found, { ...entry, documentId }))
        changes.add('news', id)
    } else apply()
    return losses
  }

  /** Writes down what crossed with changes of this device. */
  private settle({ id, kind, doc }: LoadedDocument, losses: readonly LostWrite[]): void {
    const entries = this.options.log.entriesOf(id)
    doc.transact(() => {
      noteConflicts(id, doc, losses, entries)
      if (kind === 'form') settleVersions(doc, entries, this.options.sharedUpTo())
    })
  }

  private store(
    document: LoadedDocument,
    author: Author,
    projecting: Projecting,
    sent: [string, Uint8Array][],
  ): Touched {
    const { log, unshared } = this.options
    let last: number | undefined
    for (const update of document.takeUpdates()) {
      last = log.append({ documentId: document.id, update, origin: 'local', ...author }) ?? last
      sent.push([document.id, update])
    }
    const touched = this.projectTouched(document, projecting)
    if (last !== undefined) unshared.mark(document, touched, last)
    return touched
  }

  private projectTouched(document: LoadedDocument, projecting: Projecting): Touched {
    const touched = document.takeTouched()
    if (touched.size > 0) {
      this.options.log.recordSize(document.id, document.recordCount())
      projecting.project(document, touched)
    }
    return touched
  }
}

/** Nothing in these is a text that people write together. */
const withoutTexts: readonly (DocumentKind | undefined)[] = [
  ...([undefined, 'form', 'positions', 'evidence'] as const),
]

/**
 * Only a document whose records this version knows can be checked and stamped.
 *
 * @throws AppError `E-NOT-FOUND`
 */
function requireRecords(documentId: string): void {
  if (withoutTexts.includes(documentKind(documentId)))
    throw new AppError('E-NOT-FOUND', `no document ${documentId}`)
}
