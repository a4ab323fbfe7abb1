import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import type { ConflictChoice, conflictsContract } from '../../core/contract/conflicts.ts'
import type { Reader } from '../../core/crdt/coerce.ts'
import {
  type AnyRecordKind,
  findRecord,
  type PatchOf,
  readRecord,
  writeRecord,
} from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import {
  type Conflict,
  readConflict,
  writeResolution,
} from '../../core/crdt/records/conflict-record.ts'
import { contactRecord } from '../../core/crdt/records/contact-record.ts'
import { customerRecord } from '../../core/crdt/records/customer-record.ts'
import { archivedTypeReviewOf, deletionReviewOf } from '../../core/crdt/review.ts'
import { canCombine } from '../../core/domain/conflicts/can-combine.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { activityMap, requireActivity } from '../activities/activity-lookup.ts'
import { givenType } from '../activities/given-type.ts'
import { planned } from '../activities/planned-times.ts'
import { writeDeletion } from '../activities/write-deletion.ts'
import type { RequestContext } from '../app/request-context.ts'
import { activityTypes, authorOf, type Services } from '../app/services.ts'
import { openConflicts } from '../conflicts/open-conflicts.ts'
import type { Author } from '../documents/document-store.ts'
import { statements } from '../storage/statements.ts'
import { touchedMeta } from './record-meta.ts'

const kinds: readonly AnyRecordKind[] = [activityRecord, customerRecord, contactRecord]

const deletionFields = ['deletedAt', 'deletedBy', 'deletedSeen'] as const
const typeFields = ['typeId', 'typeGiven', 'typeKept'] as const

type Values = Record<string, unknown>

export function conflictsHandlers(
  services: Services,
): Handlers<typeof conflictsContract, RequestContext> {
  const { db, documents, live } = services

  function place(id: string): { documentId: string; conflict: Conflict } {
    const documentId = db.writer.first(
      statements.selectFrom('conflict').select('doc_id').where('id', '=', id),
    )?.doc_id
    const conflict = documentId && documents.read(documentId, (doc) => readConflict(doc, id))
    if (!conflict) throw new AppError('E-NOT-FOUND', 'no such conflict', { conflict: id })
    return { documentId, conflict }
  }

  /** Changes the field of a conflict, or leaves it, and notes the decision. */
  function decide(
    id: string,
    author: Author,
    choice: ConflictChoice | null,
    valueOf: (conflict: Conflict) => { value: unknown } | undefined,
  ): Values {
    const { documentId, conflict } = place(id)
    const { root, recordId, field } = conflict
    const kind = kinds.find((known) => known.root === root)
    let before: Values = {}
    documents.write(author, (edit) =>
      edit.document(documentId, (doc) => {
        const map = kind && findRecord(doc, kind, recordId)
        if (!map) throw new AppError('E-NOT-FOUND', 'no such record', { record: recordId })
        const chosen = valueOf(conflict)
        if (chosen) {
          before = { [field]: map.get(field) ?? null }
          writeField(services, kind, map, field, chosen.value, author)
        }
        writeResolution(doc, id, choice && { choice, by: author.userId, at: author.at })
      }),
    )
    return before
  }

  /** Changes fields of an activity that a conflict is derived from. */
  function decideDerived(
    activityId: string,
    author: Author,
    fields: readonly string[],
    write: (map: Y.Map<unknown>) => void,
  ): Values {
    let before: Values = {}
    documents.write(author, (edit) =>
      edit.document(requireActivity(services, activityId).doc_id, (doc) => {
        const map = activityMap(doc, activityId)
        before = Object.fromEntries(fields.map((field) => [field, map.get(field) ?? null]))
        write(map)
      }),
    )
    return before
  }

  /** What is written when an activity keeps its archived type, or gets the type `value`. */
  function typeDecision(
    author: Author,
    choice: ConflictChoice,
    value: string | undefined,
  ): (map: Y.Map<unknown>) => void {
    if (choice === 'keep')
      return (map) =>
        writeRecord(activityRecord, map, { typeKept: readRecord(activityRecord, map).typeId })
    if (choice === 'combine')
      throw new AppError('INVALID_INPUT', 'types are not combined', { choice })
    const typeId = activityTypes(services).find(({ id }) => id === value)?.id
    if (typeId === undefined)
      throw new AppError('E-ACT-NO-TYPE', 'no such activity type', { field: 'value' })
    const patch = { typeId, ...givenType(services, typeId, author), ...touchedMeta(author) }
    return (map) => writeRecord(activityRecord, map, patch)
  }

  return {
    'conflicts.watch': (_input, emit) =>
      live.subscribe(
        {
          key: 'conflicts.watch',
          tables: ['conflict', 'activity', 'customer', 'contact', 'activity_type'],
          run: () => openConflicts(services),
        },
        emit,
      ),

    'conflicts.resolve': ({ id, choice, value }, context) => {
      const author = authorOf(services, context)
      const deleted = deletionReviewOf(id)
      if (deleted !== undefined)
        return {
          before: decideDerived(deleted, author, deletionFields, (map) =>
            writeDeletion(map, author, choice === 'replace'),
          ),
        }
      const typed = archivedTypeReviewOf(id)
      if (typed !== undefined) {
        const write = typeDecision(author, choice, value)
        return { before: decideDerived(typed, author, typeFields, write) }
      }
      return {
        before: decide(id, author, choice, ({ root, field, lost }) => {
          if (choice === 'keep') return undefined
          if (choice === 'replace') return { value: lost }
          if (!value || !canCombine(root, field))
            throw new AppError('INVALID_INPUT', 'only texts are combined, into a text', { field })
          return { value }
        }),
      }
    },

    'conflicts.reopen': ({ id, before }, context) => {
      const author = authorOf(services, context)
      const read = activityRecord.fields
      const deleted = deletionReviewOf(id)
      const typed = archivedTypeReviewOf(id)
      if (deleted !== undefined)
        decideDerived(deleted, author, deletionFields, (map) =>
          writeRecord(activityRecord, map, {
            deletedAt: read.deletedAt(before['deletedAt']),
            deletedBy: read.deletedBy(before['deletedBy']),
            deletedSeen: read.deletedSeen(before['deletedSeen']),
          }),
        )
      else if (typed !== undefined)
        decideDerived(typed, author, typeFields, (map) =>
          writeRecord(activityRecord, map, {
            typeId: read.typeId(before['typeId']),
            typeGiven: read.typeGiven(before['typeGiven']),
            typeKept: read.typeKept(before['typeKept']),
          }),
        )
      else
        decide(id, author, null, ({ field }) =>
          Object.hasOwn(before, field) ? { value: before[field] } : undefined,
        )
      return {}
    },
  }
}

/**
 * Writes a value that came from another device, or from a person, as its kind would read it.
 *
 * @throws AppError `E-DOC-TOO-LARGE` rather than cut a text
 */
function writeField(
  services: Services,
  kind: AnyRecordKind,
  map: Y.Map<unknown>,
  field: string,
  value: unknown,
  author: Author,
): void {
  const read: Reader<unknown> | undefined = kind.fields[field]
  const stored = read ? read(value) : value
  if (typeof value === 'string' && typeof stored === 'string' && stored.length < value.length)
    throw new AppError('E-DOC-TOO-LARGE', 'the text is too long for the field', {
      max: stored.length,
      field,
    })
  const patch: Values = {
    [field]: stored,
    ...(kind.root === activityRecord.root &&
      field === 'typeId' &&
      givenType(services, String(stored), author)),
    ...touchedMeta(author),
  }
  writeRecord(kind, map, patch as PatchOf<AnyRecordKind>)
  if (kind.root === activityRecord.root && (field === 'startAt' || field === 'endAt'))
    writeRecord(activityRecord, map, planned(readRecord(activityRecord, map)))
}
