import { AppError } from '../../core/contract/app-error.ts'
import type { Attachment, attachmentsContract } from '../../core/contract/attachments.ts'
import type { ParentRef } from '../../core/contract/scalars.ts'
import { findRecord, writeRecord } from '../../core/crdt/record.ts'
import { attachmentRecord } from '../../core/crdt/records/attachment-record.ts'
import { isBlockedFileName } from '../../core/domain/attachments/blocked-file-types.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, organisation, type Services } from '../app/services.ts'
import { isExecutableContent } from '../attachments/executable-content.ts'
import { linkFile } from '../attachments/link-file.ts'
import { safeFileName } from '../attachments/safe-file-name.ts'
import { actingPerson } from '../permissions/acting-person.ts'
import { documentToChange } from '../permissions/parent-rights.ts'
import type { AttachmentTable } from '../storage/schema.ts'
import { statements } from '../storage/statements.ts'
import { deletedMeta, touchedMeta } from './record-meta.ts'

export function attachmentsHandlers(
  services: Services,
): Handlers<typeof attachmentsContract, RequestContext> {
  const { blobs, content, db, documents, live, newId } = services

  function requireAttachment(id: string): AttachmentTable {
    const row = db.writer.first(
      statements.selectFrom('attachment').selectAll().where('id', '=', id),
    )
    if (!row) throw new AppError('E-NOT-FOUND', 'no such file', { attachment: id })
    return row
  }

  const toChange = (parent: ParentRef, context: RequestContext): string =>
    documentToChange(services, actingPerson(services, context), parent)

  /** Where the file is linked, for somebody who may change what it hangs on. */
  function linkToChange(id: string, context: RequestContext): string {
    const { doc_id, parent_kind, parent_id } = requireAttachment(id)
    toChange({ kind: parent_kind as ParentRef['kind'], id: parent_id }, context)
    return doc_id
  }

  const listOf = (parent: ParentRef): Attachment[] =>
    db.reader
      .all(
        statements
          .selectFrom('attachment')
          .selectAll()
          .where('parent_id', '=', parent.id)
          .where('parent_kind', '=', parent.kind)
          .where('deleted_at', 'is', null)
          .orderBy('created_at')
          .orderBy('id'),
      )
      .map((row) => ({
        id: row.id,
        parent,
        hash: row.hash,
        name: row.name,
        mime: row.mime,
        sizeBytes: row.size_bytes,
        uploadedBy: row.created_by,
        uploadedAt: row.created_at,
        local: content.has(row.hash) ? 'present' : blobs.stateOf(row.hash, row.created_at),
      }))

  return {
    'attachments.watch': ({ parent }, emit) =>
      live.subscribe(
        {
          key: `attachments.watch ${parent.kind} ${parent.id}`,
          tables: ['attachment'],
          run: () => listOf(parent),
        },
        emit,
      ),

    'attachments.stage': ({ name, mime, content: file }) => {
      const max = organisation(services).attachmentMaxBytes
      if (file.length === 0) throw new AppError('E-ATT-EMPTY', 'an empty file', { name })
      if (file.length > max)
        throw new AppError('E-ATT-TOO-LARGE', 'too large', { name, size: file.length, max })
      if (isBlockedFileName(name) || isExecutableContent(file))
        throw new AppError('E-ATT-TYPE', 'executable files are refused', { name })
      return {
        hash: content.put(file),
        name: safeFileName(name),
        mime,
        sizeBytes: file.length,
      }
    },

    'attachments.add': ({ parent, file }, context) => {
      if (!content.has(file.hash)) throw new AppError('E-ATT-MISSING', 'stage the file first')
      const documentId = toChange(parent, context)
      const author = authorOf(services, context)
      const id = newId()
      documents.write(author, (edit) =>
        edit.document(documentId, (doc) => linkFile(doc, id, parent, file, author)),
      )
      return { id }
    },

    'attachments.rename': ({ id, name }, context) => {
      if (isBlockedFileName(name))
        throw new AppError('E-ATT-TYPE', 'executable files are refused', { name })
      const documentId = linkToChange(id, context)
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(documentId, (doc) => {
          const map = findRecord(doc, attachmentRecord, id)
          if (map)
            writeRecord(attachmentRecord, map, {
              name: safeFileName(name),
              ...touchedMeta(author),
            })
        }),
      )
      return {}
    },

    'attachments.setRemoved': ({ id, removed }, context) => {
      const documentId = linkToChange(id, context)
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(documentId, (doc) => {
          const map = findRecord(doc, attachmentRecord, id)
          if (map) writeRecord(attachmentRecord, map, deletedMeta(author, removed))
        }),
      )
      return {}
    },

    'attachments.content': async ({ id }) => {
      const { hash, name, mime } = requireAttachment(id)
      return { name, mime, content: await blobs.open(hash) }
    },

    'attachments.stagedContent': async ({ hash }) => ({ content: await blobs.open(hash) }),
  }
}
