import { AppError } from '../../core/contract/app-error.ts'
import type {
  ActivityRights,
  NoteRights,
  Refusal,
  RefusalReason,
} from '../../core/contract/permissions.ts'
import {
  type ActivityAction,
  type ActivityFacts,
  activityRefusal,
} from '../../core/domain/permissions/activity-permission.ts'
import {
  type NoteAction,
  type NoteFacts,
  noteRefusal,
} from '../../core/domain/permissions/note-permission.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import { readNames, type Services } from '../app/services.ts'
import { directoryDocumentId } from '../../core/crdt/document-id.ts'
import type { ActivityTable } from '../storage/schema.ts'

export type ActivityFactsRow = Pick<
  ActivityTable,
  'created_by' | 'assignee_id' | 'created_at' | 'report_count' | 'verification' | 'deleted_by'
>

/** What the rules ask about a projected activity. */
export function factsOfRow(row: ActivityFactsRow): ActivityFacts {
  return {
    createdBy: row.created_by,
    assigneeId: row.assignee_id,
    createdAt: row.created_at,
    isProtected: row.report_count > 0 || row.verification === 'verified',
    deletedBy: row.deleted_by,
  }
}

/** Why the person may not do this to an activity, as the screen says it; `null` when they may. */
export function activityRight(
  services: Services,
  person: Person,
  action: ActivityAction,
  facts: ActivityFacts,
): Refusal | null {
  return toldRefusal(
    services,
    activityRefusal(action, facts, person, services.now()),
    ownersOf(facts),
  )
}

/** Everything that a screen shows or hides about an activity. */
export function activityRights(
  services: Services,
  person: Person,
  facts: ActivityFacts,
): ActivityRights {
  const right = (action: ActivityAction): Refusal | null =>
    activityRight(services, person, action, facts)
  return {
    edit: right('edit'),
    editTimes: right('editTimes'),
    delete: right('delete'),
    restore: right('restore'),
  }
}

/** The same of a note. */
export function noteRights(services: Services, person: Person, facts: NoteFacts): NoteRights {
  const right = (action: NoteAction): Refusal | null =>
    toldRefusal(services, noteRefusal(action, facts, person), [facts.createdBy])
  return { edit: right('edit'), restore: right('restore') }
}

/** @throws AppError `E-PRM` with the reason, `E-ACT-DELETE-PROTECTED` */
export function requireActivityRight(
  services: Services,
  person: Person,
  action: ActivityAction,
  facts: ActivityFacts,
): void {
  const reason = activityRefusal(action, facts, person, services.now())
  if (reason) throw refused(services, reason, ownersOf(facts))
}

/** @throws AppError `E-PRM` with the reason */
export function requireNoteRight(
  services: Services,
  person: Person,
  action: NoteAction,
  facts: NoteFacts,
): void {
  const reason = noteRefusal(action, facts, person)
  if (reason) throw refused(services, reason, [facts.createdBy])
}

/** The refusal as it crosses to the screen; `owners` are ids of those whose record it is. */
export function refused(
  services: Services,
  reason: RefusalReason,
  owners: readonly string[],
): AppError {
  if (reason === 'protected')
    return new AppError('E-ACT-DELETE-PROTECTED', 'it has a report, or is verified')
  return new AppError('E-PRM', `not allowed: ${reason}`, {
    reason,
    people: namesOf(services, owners),
  })
}

/** The same in an answer, where it is no error. */
export function toldRefusal(
  services: Services,
  reason: RefusalReason | null,
  owners: readonly string[],
): Refusal | null {
  if (reason === null) return null
  // What protects an activity is no person; a page may have a hundred of them.
  return { reason, people: reason === 'protected' ? [] : namesOf(services, owners) }
}

function ownersOf({ assigneeId, createdBy }: ActivityFacts): string[] {
  return [assigneeId, createdBy]
}

function namesOf(services: Services, ids: readonly string[]): string[] {
  const names = services.documents.view(directoryDocumentId, readNames)
  return [...new Set(ids)].flatMap((id) => names.get(id) ?? [])
}
