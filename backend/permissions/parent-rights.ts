import { AppError } from '../../core/contract/app-error.ts'
import type { ParentRef } from '../../core/contract/scalars.ts'
import { findRecord, readRecord, type RecordOf } from '../../core/crdt/record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import type { NoteFacts } from '../../core/domain/permissions/note-permission.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import { requireActivity } from '../activities/activity-lookup.ts'
import type { Services } from '../app/services.ts'
import { requireCustomer } from '../customers/customer-lookup.ts'
import { statements } from '../storage/statements.ts'
import { factsOfRow, requireActivityRight, requireNoteRight } from './record-rights.ts'

/** Where a note lies, and what the rules ask about it. @throws AppError `E-NOT-FOUND` */
export function requireNote(
  { db, documents }: Services,
  id: string,
): { documentId: string; facts: NoteFacts & RecordOf<typeof noteRecord> } {
  const row = db.writer.first(statements.selectFrom('note').select('doc_id').where('id', '=', id))
  const facts =
    row &&
    documents.read(row.doc_id, (doc) => {
      const map = findRecord(doc, noteRecord, id)
      return map && readRecord(noteRecord, map)
    })
  if (!facts) throw new AppError('E-NOT-FOUND', 'no such note', { note: id })
  return { documentId: row.doc_id, facts }
}

/**
 * The document of what a file hangs on, for somebody who may change that: its files are part of it.
 *
 * @throws AppError `E-PRM`, `E-NOT-FOUND`
 */
export function documentToChange(
  services: Services,
  person: Person,
  { kind, id }: ParentRef,
): string {
  switch (kind) {
    case 'customer':
      return requireCustomer(services, id).documentId
    case 'activity': {
      const row = requireActivity(services, id)
      requireActivityRight(services, person, 'edit', factsOfRow(row))
      return row.doc_id
    }
    case 'report':
      // Its files are answers: they change with the report, by its own commands.
      throw new AppError('E-PRM', 'files of a report are its answers')
    case 'note': {
      const { documentId, facts } = requireNote(services, id)
      requireNoteRight(services, person, 'edit', facts)
      return documentId
    }
  }
}
