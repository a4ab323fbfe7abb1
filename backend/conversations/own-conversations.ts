import { AppError } from '../../core/contract/app-error.ts'
import type { FormDefinition } from '../../core/contract/form-definition.ts'
import {
  addEvent,
  readConversations,
  type StoredConversation,
} from '../../core/crdt/conversation-events.ts'
import { userDocumentId } from '../../core/crdt/document-id.ts'
import { findRecord } from '../../core/crdt/record.ts'
import { conversationRecord } from '../../core/crdt/records/conversation-record.ts'
import { interviewOf } from '../../core/domain/interview/interview.ts'
import {
  type InterviewEvent,
  interviewLimits,
} from '../../core/domain/interview/interview-event.ts'
import type {
  InterviewForm,
  InterviewScript,
  InterviewState,
} from '../../core/domain/interview/interview-state.ts'
import { requireActivity } from '../activities/activity-lookup.ts'
import type { Services } from '../app/services.ts'
import type { Author } from '../documents/document-store.ts'
import { currentVersion, requireVersion } from '../forms/form-lookup.ts'
import { formsOfType } from '../reports/report-limits.ts'

/** The conversations of a person that go on. */
export function conversationsOf({ documents }: Services, userId: string): StoredConversation[] {
  return documents.view(userDocumentId(userId), readConversations)
}

/** @throws AppError `E-NOT-FOUND` for one that is over, or somebody else's */
export function requireConversation(
  services: Services,
  userId: string,
  id: string,
): StoredConversation {
  const found = conversationsOf(services, userId).find((each) => each.id === id)
  if (!found) throw new AppError('E-NOT-FOUND', 'no such conversation', { conversation: id })
  return found
}

/**
 * What a conversation is held with.
 *
 * @throws AppError `E-NOT-FOUND` where its activity or form is not on this device, or of a newer app
 */
export function scriptOf(services: Services, conversation: StoredConversation): InterviewScript {
  const { activityId, formId, versionId, mode, tz, events } = conversation
  const form = { formId, versionId, definition: definitionOf(services, formId, versionId) }
  const { type_id } = requireActivity(services, activityId)
  const others = new Map<string, InterviewForm>()
  if (mode === 'dynamic') {
    // A form that was chosen keeps its version, also when it is not offered any more.
    for (const event of events)
      if (event.kind === 'mapped' && event.formId !== formId)
        others.set(event.formId, {
          ...{ formId: event.formId, versionId: event.versionId },
          definition: definitionOf(services, event.formId, event.versionId),
        })
    for (const { id, versions } of formsOfType(services, type_id)) {
      const current = currentVersion({ versions })
      if (current?.definition && !others.has(id))
        others.set(id, { formId: id, versionId: current.id, definition: current.definition })
    }
  }
  return { mode, form, others: [...others.values()], tz: tz ?? 'UTC' }
}

function definitionOf(services: Services, formId: string, versionId: string): FormDefinition {
  const { definition } = requireVersion(services, formId, versionId)
  if (!definition) throw new AppError('E-NOT-FOUND', 'of a newer app', { form: formId })
  return definition
}

export function stateOf(services: Services, conversation: StoredConversation): InterviewState {
  return interviewOf(scriptOf(services, conversation), conversation.events)
}

type NewEvent = InterviewEvent extends infer E
  ? E extends InterviewEvent
    ? Omit<E, 'id' | 'at'>
    : never
  : never

/**
 * Writes what happened down.
 *
 * @returns the id of the event
 * @throws AppError `E-NOT-FOUND` for a conversation that is over, `E-AIR-FULL` for one that is too long
 */
export function append(services: Services, author: Author, id: string, event: NewEvent): string {
  const { events } = requireConversation(services, author.userId, id)
  if (events.length >= interviewLimits.events && event.kind !== 'edited')
    throw new AppError('E-AIR-FULL', `${events.length} events`)
  const eventId = services.newId()
  services.documents.write(author, (edit) =>
    edit.document(userDocumentId(author.userId), (doc) => {
      const map = findRecord(doc, conversationRecord, id)
      if (map) addEvent(map, { ...event, id: eventId, at: author.at })
    }),
  )
  return eventId
}
