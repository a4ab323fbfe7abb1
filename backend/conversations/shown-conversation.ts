import type { Conversation, OpenConversation } from '../../core/contract/conversations.ts'
import type { StoredConversation } from '../../core/crdt/conversation-events.ts'
import { interviewOf } from '../../core/domain/interview/interview.ts'
import {
  type InterviewState,
  questionOf,
  sheetAnswers,
} from '../../core/domain/interview/interview-state.ts'
import { coverage, mapReplies } from '../../core/domain/interview/map-replies.ts'
import type { ReadingContext } from '../../core/domain/interview/read-reply.ts'
import { suggestedTasks } from '../../core/domain/interview/suggested-tasks.ts'
import { freeReportFormId } from '../../core/domain/reports/free-report.ts'
import type { RequestContext } from '../app/request-context.ts'
import { actingUser, type Services } from '../app/services.ts'
import { requireReportForm } from '../forms/form-lookup.ts'
import { localReader, readingContext } from './reading-context.ts'
import { scriptOf } from './own-conversations.ts'

/** A conversation as the activity lists it. */
export function listedConversation(
  services: Services,
  { id, activityId, reportId, mode, startedAt, formId, events }: StoredConversation,
): OpenConversation {
  return {
    ...{ id, activityId, reportId, mode, startedAt },
    formTitle: requireReportForm(services, formId).title,
    updatedAt: Math.max(startedAt, ...events.map(({ at }) => at)),
    replies: events.filter(({ kind }) => kind === 'reply').length,
  }
}

/** A conversation with all that its state is made of. */
export function shownConversation(
  services: Services,
  stored: StoredConversation,
  context: RequestContext,
): Conversation {
  const { id, activityId, reportId, mode, startedAt, events } = stored
  const script = scriptOf(services, stored)
  const reading = readingContext(services, stored, context)
  const state = interviewOf(script, events)
  const me = actingUser(services, context).id
  return {
    ...{ id, activityId, reportId, mode, startedAt, tz: script.tz },
    form: script.form,
    others: [...script.others],
    events: [...events],
    people: { users: [...reading.people.users], contacts: [...reading.people.contacts] },
    model: services.models.chosen()?.model ?? null,
    ...(mode === 'dynamic' && questionOf(state).kind === 'review'
      ? { proposals: proposalsOf(state, reading), tasks: tasksOf(state, reading, me) }
      : { proposals: [], tasks: [] }),
  }
}

/** Forms that ask for something that was said, the one that is best filled first. */
function proposalsOf(state: InterviewState, reading: ReadingContext): Conversation['proposals'] {
  return state.script.others
    .map((form) => ({
      formId: form.formId,
      ...coverage(form, mapReplies(state, form, localReader, reading)),
    }))
    .sort((a, b) => b.filled / Math.max(b.asked, 1) - a.filled / Math.max(a.asked, 1))
}

function tasksOf(state: InterviewState, reading: ReadingContext, me: string) {
  const free = state.sheets[freeReportFormId]
  return free ? suggestedTasks(sheetAnswers(free)['actions'], me, localReader, reading) : []
}
