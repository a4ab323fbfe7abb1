import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import { directoryDocumentId } from '../../core/crdt/document-id.ts'
import { createRecord, findRecord, type PatchOf, writeRecord } from '../../core/crdt/record.ts'
import { memberRecord } from '../../core/crdt/records/member-record.ts'
import { memberColor } from '../../core/domain/members/member-color.ts'
import type { Refusal } from '../../core/sync/feed-messages.ts'
import { serverUserId } from '../../core/sync/log-entry.ts'
import type { IdentityTables } from '../identity/identity-tables.ts'
import { DocumentCache, type DocumentCacheOptions } from '../ingest/document-cache.ts'
import type { Ingest } from '../ingest/ingest.ts'

export type MemberFields = Pick<
  PatchOf<typeof memberRecord>,
  'firstName' | 'lastName' | 'email' | 'color' | 'tz' | 'locale' | 'active' | 'roles'
>

export interface DirectoryOptions extends DocumentCacheOptions {
  readonly ingest: Ingest
  readonly tables: IdentityTables
  readonly isFounded: () => boolean
  readonly markFounded: () => void
}

/**
 * The `directory` document, which only the server writes. What is to be written of an account is
 * kept with it as due until the log has it, so no crash loses it. Before the workspace is founded
 * nothing is written: two records under one id, of which Yjs keeps one, would lose the other.
 */
export class Directory {
  private readonly options: DirectoryOptions
  private readonly documents: DocumentCache
  private last: Promise<unknown> = Promise.resolve()

  constructor(options: DirectoryOptions) {
    this.options = options
    this.documents = new DocumentCache(options)
  }

  /** The whole state of a document of the log, as one update. */
  state(documentId: string): Promise<Uint8Array> {
    return this.serially(async () => {
      const update = Y.encodeStateAsUpdate((await this.documents.get(documentId)).doc)
      // Only the directory changes by this hand alone.
      if (documentId !== directoryDocumentId) this.documents.drop(documentId)
      return update
    })
  }

  /** Whether somebody is in the directory. */
  has(userId: string): Promise<boolean> {
    return this.serially(
      async () => findRecord(await this.doc(), memberRecord, userId) !== undefined,
    )
  }

  /** Writes what is due of every account. A failure is logged: it stays due. */
  async writeDue(): Promise<void> {
    try {
      await this.serially(async () => {
        if (this.options.isFounded()) await this.writeDueNow()
      })
    } catch (error) {
      this.options.log(`the directory could not be written: ${String(error)}`)
    }
  }

  /** Changes somebody who is in the directory without an account. */
  write(userId: string, fields: MemberFields): Promise<void> {
    return this.serially(() => this.edit(() => [[userId, fields]]))
  }

  /**
   * Takes over the directory of a workspace begun alone, once.
   *
   * @throws AppError `E-SRV-FOUNDED`, `E-DOC-TOO-LARGE`, `E-DOC-MALFORMED`, codes of the storage
   */
  found(update: Uint8Array): Promise<void> {
    return this.serially(async () => {
      if (this.options.isFounded())
        throw new AppError('E-SRV-FOUNDED', 'the workspace has its people already')
      await this.push(update)
      this.documents.drop(directoryDocumentId)
      await this.writeDueNow()
      this.options.markFounded()
    })
  }

  private async writeDueNow(): Promise<void> {
    const { tables } = this.options
    const due = tables.accounts().filter((account) => account.due !== null)
    if (due.length === 0) return
    await this.edit(() => due.map((account) => [account.userId, account.due!]))
    for (const { userId, due: written } of due) tables.clearDue(userId, written!)
  }

  private async edit(members: () => [string, MemberFields][]): Promise<void> {
    const doc = await this.doc()
    const updates: Uint8Array[] = []
    const keep = (update: Uint8Array): void => void updates.push(update)
    doc.on('update', keep)
    try {
      const at = this.options.now()
      doc.transact(() => {
        for (const [userId, fields] of members()) writeMember(doc, userId, fields, at)
      })
      doc.off('update', keep)
      for (const update of updates) await this.push(update)
    } catch (error) {
      // The document in memory may have what the log does not.
      this.documents.drop(directoryDocumentId)
      throw error
    }
  }

  private async push(update: Uint8Array): Promise<void> {
    const pushed = { documentId: directoryDocumentId, update }
    const [result] = await this.options.ingest.pushAsServer([pushed])
    if (result && 'refusal' in result) throw refused(result.refusal)
  }

  private async doc(): Promise<Y.Doc> {
    return (await this.documents.get(directoryDocumentId)).doc
  }

  private serially<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work, work)
    this.last = next.catch(() => undefined)
    return next
  }
}

function writeMember(doc: Y.Doc, userId: string, fields: MemberFields, at: number): void {
  const touched = { updatedAt: at, updatedBy: serverUserId }
  const map = findRecord(doc, memberRecord, userId)
  if (map) return writeRecord(memberRecord, map, { ...fields, ...touched })
  createRecord(doc, memberRecord, userId, {
    lastName: '',
    email: null,
    color: memberColor(doc.getMap(memberRecord.root).size),
    tz: 'Europe/Paris',
    locale: 'fr',
    active: true,
    roles: ['rep'],
    ...fields,
    createdAt: at,
    createdBy: serverUserId,
    ...touched,
  })
}

function refused(refusal: Refusal): AppError {
  const tooLarge = refusal.includes('too')
  return new AppError(
    tooLarge ? 'E-DOC-TOO-LARGE' : 'E-DOC-MALFORMED',
    `the directory is refused: ${refusal}`,
  )
}
