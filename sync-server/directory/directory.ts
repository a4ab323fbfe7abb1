import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import { directoryDocumentId } from '../../core/crdt/document-id.ts'
import { createRecord, findRecord, type PatchOf, writeRecord } from '../../core/crdt/record.ts'
import { memberRecord } from '../../core/crdt/records/member-record.ts'
import { memberColor } from '../../core/domain/members/member-color.ts'
import type { Refusal } from '../../core/sync/feed-messages.ts'
import { serverUserId } from '../../core/sync/log-entry.ts'
import type { IdentityTables } from '../identity/identity-tables.ts'
import { type DocumentCacheOptions, loadDocument } from '../ingest/document-cache.ts'
import type { Ingest } from '../ingest/ingest.ts'
import { Turns } from '../storage/turns.ts'

export type MemberFields = Pick<
  PatchOf<typeof memberRecord>,
  'firstName' | 'lastName' | 'email' | 'color' | 'tz' | 'locale' | 'active' | 'roles'
>

export interface DirectoryOptions extends DocumentCacheOptions {
  readonly ingest: Ingest
  readonly tables: IdentityTables
  readonly isFounded: () => Promise<boolean>
  readonly markFounded: () => Promise<void>
  /** Keeps the other servers of the database out. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * The `directory` document, which only the server writes. What is to be written of an account is
 * kept with it as due until the log has it, so no crash loses it. Before the workspace is founded
 * nothing is written: two records under one id, of which Yjs keeps one, would lose the other.
 */
export class Directory {
  private readonly options: DirectoryOptions
  private readonly turns = new Turns()
  /** Its writes are one writer's in the document, however often that is made from the log. */
  private clientId = new Y.Doc().clientID

  constructor(options: DirectoryOptions) {
    this.options = options
  }

  /** The whole state of a document of the log, as one update. */
  async state(documentId: string): Promise<Uint8Array> {
    const doc = await this.load(documentId)
    try {
      return Y.encodeStateAsUpdate(doc)
    } finally {
      doc.destroy()
    }
  }

  /** Whether somebody is in the directory. */
  async has(userId: string): Promise<boolean> {
    const doc = await this.load(directoryDocumentId)
    try {
      return findRecord(doc, memberRecord, userId) !== undefined
    } finally {
      doc.destroy()
    }
  }

  /** Writes what is due of every account. A failure is logged: it stays due. */
  async writeDue(): Promise<void> {
    try {
      if (!(await this.options.isFounded())) return
      await this.alone(() => this.writeDueNow())
    } catch (error) {
      this.options.log(`the directory could not be written: ${String(error)}`)
    }
  }

  /** Changes somebody who is in the directory without an account. */
  write(userId: string, fields: MemberFields): Promise<void> {
    return this.alone(() => this.edit([[userId, fields]]))
  }

  /**
   * Takes over the directory of a workspace begun alone, once.
   *
   * @throws AppError `E-SRV-FOUNDED`, `E-DOC-TOO-LARGE`, `E-DOC-MALFORMED`, codes of the storage
   */
  found(update: Uint8Array): Promise<void> {
    return this.alone(async () => {
      if (await this.options.isFounded())
        throw new AppError('E-SRV-FOUNDED', 'the workspace has its people already')
      await this.push(update)
      await this.writeDueNow()
      await this.options.markFounded()
    })
  }

  private async writeDueNow(): Promise<void> {
    const { tables } = this.options
    const due = (await tables.accounts()).filter((account) => account.due !== null)
    if (due.length === 0) return
    await this.edit(due.map((account) => [account.userId, account.due!]))
    for (const { userId, due: written } of due) await tables.clearDue(userId, written!)
  }

  private async edit(members: readonly [string, MemberFields][]): Promise<void> {
    const doc = await this.load(directoryDocumentId)
    doc.clientID = this.clientId
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => void updates.push(update))
    try {
      const at = this.options.now()
      doc.transact(() => {
        for (const [userId, fields] of members) writeMember(doc, userId, fields, at)
      })
      for (const update of updates) await this.push(update)
    } catch (error) {
      // The log may have this writer's change after all, which the document would then not know.
      this.clientId = new Y.Doc().clientID
      throw error
    } finally {
      doc.destroy()
    }
  }

  private async push(update: Uint8Array): Promise<void> {
    const pushed = { documentId: directoryDocumentId, update }
    const [result] = await this.options.ingest.pushAsServer([pushed])
    if (result && 'refusal' in result) throw refused(result.refusal)
  }

  /** A document as the log has it now, whichever server wrote it; to be destroyed after use. */
  private async load(documentId: string): Promise<Y.Doc> {
    return (await loadDocument(documentId, this.options)).doc
  }

  /** Reads and writes without another hand in between, of this server or of others. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.take(() => this.options.alone(work))
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
