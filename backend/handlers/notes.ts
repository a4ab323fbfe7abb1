import { sql } from 'kysely'
import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import type { Note, notesContract } from '../../core/contract/notes.ts'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import {
  createRecord,
  findRecord,
  readRecord,
  textOf,
  writeRecord,
} from '../../core/crdt/record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import { maxPinnedNotes } from '../../core/domain/notes/pinned-notes.ts'
import { deltaToText } from '../../core/richtext/delta-to-text.ts'
import { sanitiseDelta } from '../../core/richtext/sanitise-delta.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import { requireActivity } from '../activities/activity-lookup.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { actingPerson, rightsTables } from '../permissions/acting-person.ts'
import { requireNote } from '../permissions/parent-rights.ts'
import { noteRights, requireNoteRight } from '../permissions/record-rights.ts'
import { statements } from '../storage/statements.ts'
import { deletedMeta, newRecordMeta } from './record-meta.ts'

export function notesHandlers(services: Services): Handlers<typeof notesContract, RequestContext> {
  const { db, documents, live, newId } = services

  function pinnedOf(activityId: string): number {
    return db.writer
      .prepared(
        `select count(*) from note
         where activity_id = ? and pinned_at is not null and deleted_at is null`,
      )
      .pluck()
      .get(activityId) as number
  }

  function listOf(activityId: string, person: Person): Note[] {
    const attachments = db.reader
      .prepared(
        `select count(*) from attachment
         where parent_kind = 'note' and parent_id = ? and deleted_at is null`,
      )
      .pluck()
    return db.reader
      .all(
        statements
          .selectFrom('note')
          .select(['id', 'doc_id'])
          .where('activity_id', '=', activityId)
          .orderBy(sql`deleted_at is null and pinned_at is not null`, 'desc')
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc'),
      )
      .flatMap(({ id, doc_id }) =>
        documents.read(doc_id, (doc) => {
          const map = findRecord(doc, noteRecord, id)
          if (!map) return []
          const note = toNote(id, doc_id, map, attachments.get(id) as number)
          const { authorId: createdBy, deletedBy } = note
          return [{ ...note, may: noteRights(services, person, { createdBy, deletedBy }) }]
        }),
      )
  }

  return {
    'notes.watch': ({ activityId }, emit, context) =>
      live.subscribe(
        {
          key: `notes.watch ${activityId} ${context.as ?? ''}`,
          tables: ['note', 'attachment', ...rightsTables],
          run: () => listOf(activityId, actingPerson(services, context)),
          concerns: (changes) => {
            const ids = changes.ids('activity')
            return (
              ids === 'all' ||
              ids.includes(activityId) ||
              changes.has('attachment') ||
              rightsTables.some((table) => changes.has(table))
            )
          },
        },
        emit,
      ),

    'notes.create': ({ activityId, body }, context) => {
      const { doc_id } = requireActivity(services, activityId)
      const ops = sanitiseDelta(body)
      if (deltaToText(ops).trim() === '') throw new AppError('E-NOTE-EMPTY', 'an empty note')
      const author = authorOf(services, context)
      const id = newId()
      documents.write(author, (edit) =>
        edit.document(doc_id, (doc) => {
          const map = createRecord(doc, noteRecord, id, { activityId, ...newRecordMeta(author) })
          textOf(map, 'body')?.applyDelta(ops)
        }),
      )
      return { id }
    },

    'notes.setDeleted': ({ id, deleted }, context) => {
      const { documentId, facts } = requireNote(services, id)
      const person = actingPerson(services, context)
      requireNoteRight(services, person, deleted ? 'edit' : 'restore', facts)
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(documentId, (doc) => {
          const map = findRecord(doc, noteRecord, id)
          if (map) writeRecord(noteRecord, map, deletedMeta(author, deleted))
        }),
      )
      return {}
    },

    'notes.setPinned': ({ id, pinned }, context) => {
      const { documentId, facts } = requireNote(services, id)
      const { activityId, deletedAt, pinnedAt } = facts
      if (deletedAt !== null) throw new AppError('E-NOT-FOUND', 'a deleted note', { note: id })
      if ((pinnedAt !== null) === pinned) return {}
      if (pinned && pinnedOf(activityId) >= maxPinnedNotes)
        throw new AppError('E-NOTE-PIN-LIMIT', 'enough is pinned already')
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(documentId, (doc) => {
          const map = findRecord(doc, noteRecord, id)
          if (map)
            writeRecord(noteRecord, map, {
              pinnedAt: pinned ? author.at : null,
              pinnedBy: pinned ? author.userId : null,
            })
        }),
      )
      return {}
    },
  }
}

function toNote(
  id: string,
  documentId: string,
  map: Y.Map<unknown>,
  attachmentCount: number,
): Omit<Note, 'may'> {
  const record = readRecord(noteRecord, map)
  const isDeleted = record.deletedAt !== null
  const edited = !isDeleted && record.updatedAt > record.createdAt
  // Older versions of the app left only the last name.
  const editors = new Set(edited ? [...record.editors, record.updatedBy] : [])
  const body = textOf(map, 'body')
  return {
    id,
    documentId,
    authorId: record.createdBy,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    updatedBy: record.updatedBy,
    edited,
    editorIds: [...editors].sort(),
    body: isDeleted || !body ? [] : sanitiseDelta(body.toDelta() as DeltaOp[]),
    attachmentCount,
    pinnedAt: isDeleted ? null : record.pinnedAt,
    pinnedBy: isDeleted ? null : record.pinnedBy,
    deletedAt: record.deletedAt,
    deletedBy: record.deletedBy,
  }
}
