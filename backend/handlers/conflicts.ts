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
import { readActivity } from '../../core/crdt/read-activity.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import {
  type Conflict,
  readConflict,
  writeResolution,
} from '../../core/crdt/records/conflict-record.ts'
import { contactRecord } from '../../core/crdt/records/contact-record.ts'
import { customerRecord } from '../../core/crdt/records/customer-record.ts'
import { taskRecord } from '../../core/crdt/records/task-record.ts'
import { archivedTypeReviewOf, deletionReviewOf } from '../../core/crdt/review.ts'
import { canCombine } from '../../core/domain/conflicts/can-combine.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import {
  type ActivityAction,
  type ActivityFacts,
  deletionWantsReason,
} from '../../core/domain/permissions/activity-permission.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { activityMap, presentActivityMap, requireActivity } from '../activities/activity-lookup.ts'
import { givenType } from '../activities/given-type.ts'
import { planned } from '../activities/planned-times.ts'
import type { RequestContext } from '../app/request-context.ts'
import { activityTypes, authorOf, type Services } from '../app/services.ts'
import { actionOfChoice } from '../conflicts/conflict-rights.ts'
import { openConflicts } from '../conflicts/open-conflicts.ts'
import type { Author } from '../documents/document-store.ts'
import { actingPerson, rightsTables } from '../permissions/acting-person.ts'
import { activityRights, factsOfRow, requireActivityRight } from '../permissions/record-rights.ts'
import { putDeletionBack, type ReturningKind, writeDeletion } from '../documents/write-deletion.ts'
import { statements } from '../storage/statements.ts'
import { requireTask, taskMap } from '../tasks/task-lookup.ts'
import { touchedMeta } from './record-meta.ts'

const kinds: readonly AnyRecordKind[] = [activityRecord, customerRecord, contactRecord, taskRecord]

const deletionFields = ['deletedAt', 'deletedBy', 'deletedSeen'] as const
const typeFields = ['typeId', 'typeGiven', 'typeKept'] as const

type Values = Record<string, unknown>
type ActionOfReopening = Exclude<ActivityAction, 'create'>

/** A record whose deletion is to be decided. */
interface Deleted {
  readonly kind: ReturningKind
  readonly documentId: string
  readonly mapIn: (doc: Y.Doc, id: string) => Y.Map<unknown>
  /** Of an activity; who may write the document of a task may decide on it. */
  readonly facts: ActivityFacts | null
}

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
    person: Person,
    choice: ConflictChoice | null,
    valueOf: (conflict: Conflict) => { value: unknown } | undefined,
  ): { before: Values; conflict: Conflict } {
    const { documentId, conflict } = place(id)
    const { root, recordId, field } = conflict
    const kind = kinds.find((known) => known.root === root)
    if (root === activityRecord.root) {
      const facts = factsOfRow(requireActivity(services, recordId))
      const action = actionOfChoice('field', field, choice ?? 'keep')
      requireActivityRight(services, person, action, facts)
    }
    let before: Values = {}
    documents.write(author, (edit) =>
      edit.document(documentId, (doc) => {
        const map = kind && findRecord(doc, kind, recordId)
        if (!map) throw new AppError('E-NOT-FOUND', 'no such record', { record: recordId })
        if (root === activityRecord.root) presentActivityMap(doc, recordId)
        const chosen = valueOf(conflict)
        if (chosen) {
          before = { [field]: map.get(field) ?? null }
          writeField(services, kind, map, field, chosen.value, author)
        }
        writeResolution(doc, id, choice && { choice, by: author.userId, at: author.at })
      }),
    )
    return { before, conflict }
  }

  /** Whether a person may take a decision about an activity back, now that it is written. */
  function mayReopen(person: Person, recordId: string, action: ActionOfReopening): boolean {
    const facts = factsOfRow(requireActivity(services, recordId))
    return activityRights(services, person, facts)[action] === null
  }

  function deletedRecord(id: string): Deleted {
    const task = db.writer.first(statements.selectFrom('task').select('id').where('id', '=', id))
    if (task) return { kind: taskRecord, ...requireTask(services, id), mapIn: taskMap, facts: null }
    return { kind: activityRecord, ...activityRecordOf(id) }
  }

  function activityRecordOf(id: string) {
    const row = requireActivity(services, id)
    return { documentId: row.doc_id, mapIn: activityMap, facts: factsOfRow(row) }
  }

  /** Changes fields of a record that a conflict is derived from. */
  function decideDerived(
    id: string,
    { documentId, mapIn }: Pick<Deleted, 'documentId' | 'mapIn'>,
    author: Author,
    fields: readonly string[],
    write: (map: Y.Map<unknown>) => void,
  ): Values {
    let before: Values = {}
    documents.write(author, (edit) =>
      edit.document(documentId, (doc) => {
        const map = mapIn(doc, id)
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
    'conflicts.watch': (_input, emit, context) =>
      live.subscribe(
        {
          key: `conflicts.watch ${context.as ?? ''}`,
          tables: [
            ...(['conflict', 'activity', 'customer', 'contact', 'task', 'activity_type'] as const),
            ...rightsTables,
          ],
          run: () => openConflicts(services, actingPerson(services, context)),
        },
        emit,
      ),

    'conflicts.resolve': ({ id, choice, value }, context) => {
      const author = authorOf(services, context)
      const person = actingPerson(services, context)
      const deleted = deletionReviewOf(id)
      if (deleted !== undefined) {
        const record = deletedRecord(deleted)
        const { facts } = record
        const action = actionOfChoice('deletedAndEdited', '', choice)
        if (facts) requireActivityRight(services, person, action, facts)
        if (facts && action === 'delete' && deletionWantsReason(facts, person))
          throw new AppError(
            'E-ACT-REASON-REQUIRED',
            'to be deleted in the activity, with a reason',
          )
        const before = decideDerived(deleted, record, author, deletionFields, (map) =>
          writeDeletion(record.kind, map, author, choice === 'replace'),
        )
        const back = choice === 'replace' ? 'restore' : 'edit'
        return { before, canUndo: facts === null || mayReopen(person, deleted, back) }
      }
      const typed = archivedTypeReviewOf(id)
      if (typed !== undefined) {
        const record = activityRecordOf(typed)
        requireActivityRight(services, person, 'edit', record.facts)
        const write = typeDecision(author, choice, value)
        const mapIn = presentActivityMap
        const before = decideDerived(typed, { ...record, mapIn }, author, typeFields, write)
        return { before, canUndo: true }
      }
      const { before, conflict } = decide(id, author, person, choice, ({ root, field, lost }) => {
        if (choice === 'keep') return undefined
        if (choice === 'replace') return { value: lost }
        if (!value || !canCombine(root, field))
          throw new AppError('INVALID_INPUT', 'only texts are combined, into a text', { field })
        return { value }
      })
      const { root, recordId, field } = conflict
      const canUndo =
        root !== activityRecord.root ||
        mayReopen(person, recordId, actionOfChoice('field', field, 'keep'))
      return { before, canUndo }
    },

    'conflicts.reopen': ({ id, before }, context) => {
      const author = authorOf(services, context)
      const person = actingPerson(services, context)
      const read = activityRecord.fields
      const deleted = deletionReviewOf(id)
      const typed = archivedTypeReviewOf(id)
      if (deleted !== undefined) {
        const record = deletedRecord(deleted)
        const { facts } = record
        if (facts)
          requireActivityRight(
            services,
            person,
            facts.deletedBy === null ? 'edit' : 'restore',
            facts,
          )
        decideDerived(deleted, record, author, deletionFields, (map) => {
          putDeletionBack(record.kind, map, before)
          if (facts && readActivity(map).deletedAt !== null)
            requireActivityRight(services, person, 'delete', facts)
        })
      } else if (typed !== undefined) {
        const record = activityRecordOf(typed)
        requireActivityRight(services, person, 'edit', record.facts)
        decideDerived(typed, { ...record, mapIn: presentActivityMap }, author, typeFields, (map) =>
          writeRecord(activityRecord, map, {
            typeId: read.typeId(before['typeId']),
            typeGiven: read.typeGiven(before['typeGiven']),
            typeKept: read.typeKept(before['typeKept']),
          }),
        )
      } else
        decide(id, author, person, null, ({ field }) =>
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
