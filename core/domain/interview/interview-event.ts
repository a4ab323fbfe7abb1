import { z } from 'zod'
import { id, instant } from '../../contract/scalars.ts'
import { aiErrors, type Engine } from '../assistant/ai-error.ts'
import { askReasons, type Extracted, replyCommands } from '../extraction/extracted.ts'

/** How long one reply may be, and how many of them a conversation keeps. */
export const interviewLimits = { replyLength: 4000, events: 1000 } as const

export const engineSchema = z.object({
  kind: z.enum(['local', 'endpoint']),
  model: z.string().max(200).nullable(),
  version: z.string().max(60),
}) satisfies z.ZodType<Engine>

const slotValue = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(500)).max(100),
  z.object({ amount: z.number(), currency: z.string().max(3) }),
])
const quote = z.string().max(20_000)

const extractedSchema: z.ZodType<Extracted> = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('filled'),
    value: slotValue,
    confidence: z.number().min(0).max(1),
    confirm: z.boolean(),
    quote,
    span: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
    alternatives: z.array(slotValue).max(20).exactOptional(),
  }),
  z.object({
    status: z.literal('ask'),
    reason: z.enum(askReasons),
    alternatives: z.array(slotValue).max(20).exactOptional(),
    quote: quote.exactOptional(),
  }),
  z.object({ status: z.enum(replyCommands) }),
  z.object({ status: z.literal('none') }),
])

const fieldId = z.string().min(1).max(64)
/** What a reply gave each field, by the field's id. */
export type Slots = Readonly<Record<string, Extracted>>
/** One that a newer version wrote is read as nothing: its reply is never lost. */
const slots = z.record(fieldId, extractedSchema.catch({ status: 'none' }))

/** What the assistant was asking when it got a reply. */
const questionKinds = [
  ...(['field', 'confirm', 'choose', 'advice', 'optional', 'review'] as const),
] as const

const happened = { id, at: instant }

/**
 * What happened in a conversation. Its state is what these make of it in the order of their ids, so that
 * what two devices did both counts (AIR-11).
 */
export const interviewEventSchema = z.discriminatedUnion('kind', [
  z.object({
    ...happened,
    kind: z.literal('reply'),
    text: z.string().max(interviewLimits.replyLength),
    via: z.enum(['typed', 'voice']),
    asked: z.enum(questionKinds),
    /** The field that was asked for. */
    field: fieldId.nullable(),
    slots,
    /** Yes or no, where that was asked. */
    verdict: z.boolean().nullable(),
    command: z.enum(replyCommands).nullable(),
    engine: engineSchema,
  }),
  /** What a model read in a reply, after the local rules had; or why it gave nothing. */
  z.object({
    ...happened,
    kind: z.literal('improved'),
    of: id,
    slots,
    engine: engineSchema.nullable(),
    error: z.enum(aiErrors).nullable(),
  }),
  /** Typed in the form; `null` empties the field. */
  z.object({
    ...happened,
    kind: z.literal('edited'),
    formId: id,
    field: fieldId,
    answer: z.json(),
  }),
  z.object({ ...happened, kind: z.literal('confirmed'), field: fieldId }),
  z.object({ ...happened, kind: z.literal('rejected'), field: fieldId }),
  /** One of several readings of a field. */
  z.object({ ...happened, kind: z.literal('chosen'), field: fieldId, answer: z.json() }),
  /** A reply or a decision that is taken back. */
  z.object({ ...happened, kind: z.literal('undone'), of: id }),
  /** To the review, or back to the questions. */
  z.object({ ...happened, kind: z.literal('turned'), to: z.enum(['review', 'questions']) }),
  /** What was said goes into another form. */
  z.object({
    ...happened,
    kind: z.literal('mapped'),
    formId: id,
    versionId: id,
    /** What each reply says to the questions of that form. */
    readings: z.array(z.object({ of: id, slots })).max(interviewLimits.events),
    engine: engineSchema,
  }),
])
export type InterviewEvent = z.infer<typeof interviewEventSchema>
export type ReplyEvent = Extract<InterviewEvent, { kind: 'reply' }>

/** Events in the order in which they count. */
export function inOrder(events: readonly InterviewEvent[]): InterviewEvent[] {
  return [...events].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}
