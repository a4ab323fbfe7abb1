import { z } from 'zod'
import { instant } from '../../contract/scalars.ts'
import type { Answers } from '../forms/answers.ts'
import { isEmpty } from '../forms/answers.ts'
import { questionsOf } from '../forms/form-parts.ts'
import { engineSchema, interviewLimits } from '../interview/interview-event.ts'
import { emptySheet, fieldState, type InterviewState } from '../interview/interview-state.ts'

/** Characters of a transcript that a report keeps; the update of a document has a limit. */
const mostTranscript = 200_000

/** Where the answer to one field came from (AIR-13). */
const fieldAuditSchema = z.object({
  field: z.string().max(64),
  /** Said; said and then changed by hand; or only typed. */
  origin: z.enum(['ai', 'ai_edited', 'user']),
  quote: z.string().max(20_000).nullable(),
  confidence: z.number().min(0).max(1).nullable(),
  confirmed: z.boolean(),
  /** What was said, where it was changed. */
  before: z.json(),
  after: z.json(),
  /** Which reply of the person it was, from 1. */
  turn: z.number().int().nullable(),
  at: instant,
})

/** How a report came out of a conversation (AIR-13). */
export const assistantAuditSchema = z.object({
  engine: engineSchema,
  /** What the person said; `null` where the organisation does not keep it. */
  transcript: z
    .array(
      z.object({
        text: z.string().max(interviewLimits.replyLength),
        via: z.enum(['typed', 'voice']),
        at: instant,
        undone: z.boolean(),
      }),
    )
    .max(interviewLimits.events)
    .nullable(),
  fields: z.array(fieldAuditSchema).max(1000),
})
export type AssistantAudit = z.infer<typeof assistantAuditSchema>
type FieldAudit = z.infer<typeof fieldAuditSchema>

/**
 * What a report keeps of the conversation it came from: of every answer that is submitted, whether it is
 * as it was said, was changed by hand, or was typed.
 *
 * @param submitted the answers as they are submitted
 * @param at when, in UTC milliseconds
 */
export function assistantAudit(
  state: InterviewState,
  formId: string,
  submitted: Answers,
  { keepsTranscript, at }: { readonly keepsTranscript: boolean; readonly at: number },
): AssistantAudit {
  const sheet = state.sheets[formId] ?? emptySheet(state.script.form)
  const readings = Object.values(sheet.fields).flatMap(({ reading }) => reading ?? [])
  const model = readings.find(({ engine }) => engine.kind === 'endpoint')
  const last = state.replies.at(-1)
  return {
    engine: model?.engine ?? last?.engine ?? { kind: 'local', model: null, version: '' },
    transcript: keepsTranscript ? transcriptOf(state) : null,
    fields: questionsOf(sheet.form.definition).flatMap(({ id }): FieldAudit[] => {
      const after = submitted[id]
      const { reading, typed } = fieldState(sheet, id)
      if (isEmpty(after) && reading === null) return []
      const field = { field: id, after: (after ?? null) as FieldAudit['after'] }
      if (reading === null)
        return [
          {
            ...{ ...field, origin: 'user', quote: null, confidence: null, confirmed: false },
            ...{ before: null, turn: null, at: typed?.at ?? at },
          },
        ]
      const { quote, confidence, isConfirmed: confirmed, turn } = reading
      const said = { ...field, quote, confidence, confirmed, turn }
      return JSON.stringify(reading.answer) === JSON.stringify(after)
        ? [{ ...said, origin: 'ai', before: null, at: reading.at }]
        : [
            {
              ...{ ...said, origin: 'ai_edited', at: typed?.at ?? at },
              before: reading.answer as FieldAudit['before'],
            },
          ]
    }),
  }
}

/**
 * The same of a report that its author amends: what is changed now was changed by hand.
 *
 * @param submitted the answers as they are from now on
 * @param at when, in UTC milliseconds
 */
export function amendedAudit(
  audit: AssistantAudit,
  submitted: Answers,
  at: number,
): AssistantAudit {
  const known = new Set(audit.fields.map(({ field }) => field))
  const answerTo = (id: string) => (submitted[id] ?? null) as FieldAudit['after']
  const fields = audit.fields.map((field): FieldAudit => {
    const after = answerTo(field.field)
    if (JSON.stringify(after) === JSON.stringify(field.after)) return field
    return field.origin === 'ai'
      ? { ...field, origin: 'ai_edited', before: field.after, after, at }
      : { ...field, after, at }
  })
  const added = Object.keys(submitted)
    .filter((id) => !known.has(id))
    .map((id): FieldAudit => ({
      ...{ field: id, origin: 'user', quote: null, confidence: null, confirmed: false },
      ...{ before: null, after: answerTo(id), turn: null, at },
    }))
  return { ...audit, fields: [...fields, ...added] }
}

function transcriptOf({ log }: InterviewState): NonNullable<AssistantAudit['transcript']> {
  let length = 0
  return log.flatMap((message) => {
    if (message.from !== 'person') return []
    length += message.text.length
    const { text, via, at, isUndone } = message
    return length > mostTranscript ? [] : [{ text, via, at, undone: isUndone }]
  })
}
