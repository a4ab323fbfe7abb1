import type { SuggestedTask } from '../../core/contract/conversations.ts'
import type { StoredConversation } from '../../core/crdt/conversation-events.ts'
import { userDocumentId } from '../../core/crdt/document-id.ts'
import { createRecord } from '../../core/crdt/record.ts'
import { conversationRecord } from '../../core/crdt/records/conversation-record.ts'
import { taskRecord } from '../../core/crdt/records/task-record.ts'
import type { Answers } from '../../core/domain/forms/answers.ts'
import { type AssistantAudit, assistantAudit } from '../../core/domain/reports/assistant-audit.ts'
import { organisation, type Services } from '../app/services.ts'
import { requireCustomer } from '../customers/customer-lookup.ts'
import type { Author, Edit } from '../documents/document-store.ts'
import { newRecordMeta } from '../handlers/record-meta.ts'
import type { ActivityTable } from '../storage/schema.ts'
import { stateOf } from './own-conversations.ts'

/** How a report came about (AIR-13): from a conversation, or filled by hand. */
export function originOf(
  services: Services,
  conversation: StoredConversation | undefined,
  formId: string,
  submitted: Answers,
): { mode: 'manual' | 'ai_form' | 'ai_dynamic'; assistant?: AssistantAudit } {
  if (!conversation) return { mode: 'manual' }
  const keepsTranscript = organisation(services).aiKeepTranscript
  const at = services.now()
  return {
    mode: conversation.mode === 'form' ? 'ai_form' : 'ai_dynamic',
    assistant: assistantAudit(stateOf(services, conversation), formId, submitted, {
      ...{ keepsTranscript, at },
    }),
  }
}

/** Its report is submitted: it is over on every device. */
export function endConversation(edit: Edit, { userId }: Author, id: string): void {
  edit.document(userDocumentId(userId), (doc) => doc.getMap(conversationRecord.root).delete(id))
}

/** The tasks that were ticked, in the same commit as the report. */
export function writeSuggestedTasks(
  services: Services,
  edit: Edit,
  { id: activityId, customer_id: customerId }: Pick<ActivityTable, 'id' | 'customer_id'>,
  tasks: readonly SuggestedTask[],
  author: Author,
): void {
  if (tasks.length === 0) return
  const { documentId } = requireCustomer(services, customerId)
  edit.document(documentId, (doc) => {
    for (const { title, assigneeId, dueOn } of tasks)
      createRecord(doc, taskRecord, services.newId(), {
        ...{ title, assigneeId, customerId, activityId, priority: 'normal' },
        due: dueOn === null ? null : { day: dueOn },
        ...newRecordMeta(author),
      })
  })
}
