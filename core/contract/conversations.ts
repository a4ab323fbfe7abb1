import { z } from 'zod'
import { interviewEventSchema, interviewLimits } from '../domain/interview/interview-event.ts'
import { formDefinitionSchema } from './form-definition.ts'
import type { Contract } from './operation.ts'
import { id, instant, localDate, localisedText, nothing, timeZone } from './scalars.ts'

const mode = z.enum(['form', 'dynamic'])
const fieldId = z.string().min(1).max(64)

const conversation = {
  id,
  activityId: id,
  /** The id that the report will have. */
  reportId: id,
  mode,
  /** By the corrected clock (REP-08). */
  startedAt: instant,
}

/** A conversation of mine that goes on, on any of my devices (AIR-11). */
export const openConversationSchema = z.object({
  ...conversation,
  formTitle: localisedText,
  updatedAt: instant,
  replies: z.number().int(),
})
export type OpenConversation = z.infer<typeof openConversationSchema>

const filledForm = z.object({ formId: id, versionId: id, definition: formDefinitionSchema })
const person = z.object({ id, name: z.string() })

/** A task that somebody said they would do. */
export const suggestedTaskSchema = z.object({
  title: z.string().min(1).max(200),
  assigneeId: id.nullable(),
  /** Local day. */
  dueOn: localDate.nullable(),
})
export type SuggestedTask = z.infer<typeof suggestedTaskSchema>

/** What a conversation's state is made of, by `core/domain/interview/interview.ts`. */
export const conversationSchema = z.object({
  ...conversation,
  tz: timeZone,
  /** What is filled first. */
  form: filledForm,
  /** Forms that what was said may go into. */
  others: z.array(filledForm),
  events: z.array(interviewEventSchema),
  people: z.object({ users: z.array(person), contacts: z.array(person) }),
  /** The model that is asked besides the local rules; `null`: none. */
  model: z.string().nullable(),
  /** How many questions of each other form what was said answers; the best first (AIR-07). */
  proposals: z.array(z.object({ formId: id, filled: z.number().int(), asked: z.number().int() })),
  /** From the actions that were said (AIR-07). */
  tasks: z.array(suggestedTaskSchema),
})
export type Conversation = z.infer<typeof conversationSchema>

const ofField = z.object({ id, field: fieldId })

/** Reports that are made in a conversation; nothing here submits one (AIR-10). */
export const conversationsContract = {
  /** Mine of an activity, the last changed first. */
  'conversations.list': {
    kind: 'stream',
    input: z.object({ activityId: id }),
    output: z.array(openConversationSchema),
  },
  /** `null` when it is over: submitted or thrown away, here or on another device. */
  'conversations.watch': {
    kind: 'stream',
    input: z.object({ id }),
    output: conversationSchema.nullable(),
  },
  /**
   * Refuses as a report is refused, with the state of `reportAvailability` (`E-REP-STATE`), and where the
   * organisation does without the assistant (`E-AIR-OFF`).
   */
  'conversations.start': {
    kind: 'command',
    input: z.object({
      activityId: id,
      mode,
      /** Of the form mode. */
      formId: id.nullable(),
      reportId: id,
    }),
    output: z.object({ id }),
  },
  /** Read by the local rules at once; what a model makes of it comes with the stream. */
  'conversations.reply': {
    kind: 'command',
    input: z.object({
      id,
      text: z.string().trim().min(1).max(interviewLimits.replyLength),
      via: z.enum(['typed', 'voice']),
    }),
    output: nothing,
  },
  /** Typed in the form. */
  'conversations.edit': {
    kind: 'command',
    input: z.object({ id, formId: id, field: fieldId, answer: z.json() }),
    output: nothing,
  },
  'conversations.confirm': { kind: 'command', input: ofField, output: nothing },
  'conversations.reject': { kind: 'command', input: ofField, output: nothing },
  /** One of several readings. */
  'conversations.choose': {
    kind: 'command',
    input: ofField.extend({ answer: z.json() }),
    output: nothing,
  },
  /** Takes the last reply or decision back. */
  'conversations.undo': { kind: 'command', input: z.object({ id }), output: nothing },
  'conversations.turn': {
    kind: 'command',
    input: z.object({ id, to: z.enum(['review', 'questions']) }),
    output: nothing,
  },
  /** Puts what was said into another form that the activity's type offers, or back. */
  'conversations.map': {
    kind: 'command',
    input: z.object({ id, formId: id }),
    output: nothing,
  },
  'conversations.discard': { kind: 'command', input: z.object({ id }), output: nothing },
} as const satisfies Contract
