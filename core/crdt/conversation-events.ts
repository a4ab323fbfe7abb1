import * as Y from 'yjs'
import {
  inOrder,
  type InterviewEvent,
  interviewEventSchema,
  interviewLimits,
} from '../domain/interview/interview-event.ts'
import { readRecord, type RecordOf } from './record.ts'
import { conversationRecord } from './records/conversation-record.ts'

/**
 * Every event is a key of its own in the conversation's record, `event/<id>`, with a plain value that is
 * never changed: what two devices of one person add at once is both there.
 */
const prefix = 'event/'

export interface StoredConversation extends RecordOf<typeof conversationRecord> {
  readonly id: string
  /** In their order; what this version cannot read is left out. */
  readonly events: readonly InterviewEvent[]
}

/** Conversations of a person, whatever other devices wrote. */
export function readConversations(doc: Y.Doc): StoredConversation[] {
  return [...doc.getMap(conversationRecord.root)].flatMap(([id, map]) =>
    map instanceof Y.Map ? [readConversation(id, map as Y.Map<unknown>)] : [],
  )
}

function readConversation(id: string, map: Y.Map<unknown>): StoredConversation {
  const events = [...map.entries()].flatMap(([key, value]) => {
    if (!key.startsWith(prefix) || typeof value !== 'object') return []
    const event = { ...(value as object), id: key.slice(prefix.length) }
    return interviewEventSchema.safeParse(event).data ?? []
  })
  const kept = inOrder(events).slice(0, interviewLimits.events)
  return { ...readRecord(conversationRecord, map), id, events: kept }
}

/** Adds an event. What was typed before in the same field gives way. Call inside a transaction. */
export function addEvent(map: Y.Map<unknown>, event: InterviewEvent): void {
  if (event.kind === 'edited')
    for (const [key, value] of [...map.entries()])
      if (key.startsWith(prefix) && isEditOf(value, event)) map.delete(key)
  const { id, ...others } = event
  map.set(prefix + id, others)
}

function isEditOf(value: unknown, { formId, field }: { formId: string; field: string }): boolean {
  const edit = value as { kind?: unknown; formId?: unknown; field?: unknown } | null
  return edit?.kind === 'edited' && edit.formId === formId && edit.field === field
}
