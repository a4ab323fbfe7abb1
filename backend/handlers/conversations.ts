import { AppError } from '../../core/contract/app-error.ts'
import type { conversationsContract } from '../../core/contract/conversations.ts'
import { userDocumentId } from '../../core/crdt/document-id.ts'
import { createRecord } from '../../core/crdt/record.ts'
import { conversationRecord } from '../../core/crdt/records/conversation-record.ts'
import { lastUndoable } from '../../core/domain/interview/interview.ts'
import { mapReplies } from '../../core/domain/interview/map-replies.ts'
import { readReply } from '../../core/domain/interview/read-reply.ts'
import { freeReportFormId, freeReportVersionId } from '../../core/domain/reports/free-report.ts'
import { localEngine } from '../../core/domain/interview/local-engine.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { readActivityRecord, requireActivity } from '../activities/activity-lookup.ts'
import type { RequestContext } from '../app/request-context.ts'
import { actingUser, authorOf, organisation, type Services } from '../app/services.ts'
import { improveReply } from '../conversations/improve-reply.ts'
import {
  append,
  conversationsOf,
  requireConversation,
  scriptOf,
  stateOf,
} from '../conversations/own-conversations.ts'
import { localReader, readingContext } from '../conversations/reading-context.ts'
import { listedConversation, shownConversation } from '../conversations/shown-conversation.ts'
import { actingPerson } from '../permissions/acting-person.ts'
import { availabilityOf, formsOfType, offeredForms } from '../reports/report-limits.ts'

export function conversationsHandlers(
  services: Services,
): Handlers<typeof conversationsContract, RequestContext> {
  const { clock, documents, live, newId } = services

  /** The version of the form that a new conversation fills first. @throws AppError `E-REP-STATE`, `E-NOT-FOUND` */
  function startingForm(
    { activityId, mode, formId }: { activityId: string; mode: string; formId: string | null },
    context: RequestContext,
  ): { formId: string; versionId: string } {
    const row = requireActivity(services, activityId)
    const forms = offeredForms(formsOfType(services, row.type_id), [])
    const person = actingPerson(services, context)
    const { state } = availabilityOf(services, person, row, { forms, startedAt: null })
    if (state !== 'available') throw new AppError('E-REP-STATE', `no report: ${state}`, { state })
    if (mode === 'dynamic') return { formId: freeReportFormId, versionId: freeReportVersionId }
    const form = forms.find((each) => each.formId === formId && each.isReadable)
    if (!form) throw new AppError('E-NOT-FOUND', 'the form is not offered', { form: formId ?? '' })
    return { formId: form.formId, versionId: form.versionId }
  }

  return {
    'conversations.list': ({ activityId }, emit, context) =>
      live.subscribe(
        {
          key: `conversations.list ${activityId} ${context.as ?? ''}`,
          tables: ['conversation', 'form', 'workspace'],
          run: () =>
            services.local.workspace()
              ? conversationsOf(services, actingUser(services, context).id)
                  .filter((each) => each.activityId === activityId)
                  .map((each) => listedConversation(services, each))
                  .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1))
              : [],
        },
        emit,
      ),

    'conversations.watch': ({ id }, emit, context) =>
      live.subscribe(
        {
          key: `conversations.watch ${id} ${context.as ?? ''}`,
          tables: [
            ...([
              'conversation',
              'form',
              'activity',
              'activity_type',
              'member',
              'contact',
            ] as const),
            ...(['organisation', 'preferences'] as const),
          ],
          run: () => {
            if (!services.local.workspace()) return null
            const me = actingUser(services, context).id
            const stored = conversationsOf(services, me).find((each) => each.id === id)
            return stored ? shownConversation(services, stored, context) : null
          },
        },
        emit,
      ),

    'conversations.start': (input, context) => {
      if (!organisation(services).aiAssistantEnabled)
        throw new AppError('E-AIR-OFF', 'the organisation does without the assistant')
      const form = startingForm(input, context)
      const author = authorOf(services, context)
      const { activityId, mode, reportId } = input
      const { tz } = readActivityRecord(services, requireActivity(services, activityId))
      const id = newId()
      documents.write(author, (edit) =>
        edit.document(userDocumentId(author.userId), (doc) =>
          createRecord(doc, conversationRecord, id, {
            ...{ activityId, reportId, mode, ...form, tz, startedAt: Math.round(clock.now()) },
          }),
        ),
      )
      return { id }
    },

    'conversations.reply': ({ id, text, via }, context) => {
      const author = authorOf(services, context)
      const stored = requireConversation(services, author.userId, id)
      const before = stateOf(services, stored)
      const reading = readingContext(services, stored, context)
      const found = readReply(before, text, localReader, reading)
      const reply = { kind: 'reply' as const, text, via, ...found, engine: localEngine }
      const replyId = append(services, author, id, reply)
      void improveReply(services, author, stored, before, { id: replyId, text }, reading)
      return {}
    },

    'conversations.edit': ({ id, formId, field, answer }, context) => {
      append(services, authorOf(services, context), id, { kind: 'edited', formId, field, answer })
      return {}
    },

    'conversations.confirm': ({ id, field }, context) => {
      append(services, authorOf(services, context), id, { kind: 'confirmed', field })
      return {}
    },

    'conversations.reject': ({ id, field }, context) => {
      append(services, authorOf(services, context), id, { kind: 'rejected', field })
      return {}
    },

    'conversations.choose': ({ id, field, answer }, context) => {
      append(services, authorOf(services, context), id, { kind: 'chosen', field, answer })
      return {}
    },

    'conversations.undo': ({ id }, context) => {
      const author = authorOf(services, context)
      const of = lastUndoable(stateOf(services, requireConversation(services, author.userId, id)))
      if (of !== undefined) append(services, author, id, { kind: 'undone', of })
      return {}
    },

    'conversations.turn': ({ id, to }, context) => {
      append(services, authorOf(services, context), id, { kind: 'turned', to })
      return {}
    },

    'conversations.map': ({ id, formId }, context) => {
      const author = authorOf(services, context)
      const stored = requireConversation(services, author.userId, id)
      const script = scriptOf(services, stored)
      const form = [script.form, ...script.others].find((each) => each.formId === formId)
      if (!form) throw new AppError('E-NOT-FOUND', 'the form is not offered', { form: formId })
      const reading = readingContext(services, stored, context)
      const { readings } =
        form === script.form
          ? { readings: [] }
          : mapReplies(stateOf(services, stored), form, localReader, reading)
      append(services, author, id, {
        ...{ kind: 'mapped', formId, versionId: form.versionId, readings, engine: localEngine },
      })
      return {}
    },

    'conversations.discard': ({ id }, context) => {
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(userDocumentId(author.userId), (doc) =>
          doc.getMap(conversationRecord.root).delete(id),
        ),
      )
      return {}
    },
  }
}
