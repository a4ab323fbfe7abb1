import { z } from 'zod'
import { aiErrors } from '../domain/assistant/ai-error.ts'
import { severities, verdicts } from '../domain/summary/summary.ts'
import type { Contract } from './operation.ts'
import { id, instant, localDate, locale, nothing } from './scalars.ts'

/** Made of what the statement says of its passage (`core/domain/summary/statement-key.ts`). */
export const statementKeySchema = z.string().min(1).max(64)

const citationSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    sourceId: id,
    start: z.number().int(),
    end: z.number().int(),
  }),
  z.object({ kind: z.literal('task'), taskId: id }),
  z.object({ kind: z.literal('sales'), periods: z.array(z.string()) }),
  z.object({ kind: z.literal('activities'), activityIds: z.array(id) }),
])

const statementSchema = z.object({
  key: statementKeySchema,
  text: z.string(),
  sources: z.array(citationSchema),
})
const issueSchema = statementSchema.extend({
  severity: z.enum(severities),
  firstDay: localDate,
  lastDay: localDate,
  count: z.number().int(),
  state: z.enum(['open', 'resolved']),
  resolvedBy: z
    .union([citationSchema, z.object({ kind: z.literal('judgement'), by: z.string() })])
    .nullable(),
})
const pendingTopicSchema = statementSchema.extend({
  ownerId: z.string().nullable(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
  taskId: z.string().nullable(),
})

/** As `core/domain/summary/summary.ts` describes it. */
export const customerSummarySchema = z.object({
  issues: z.array(issueSchema),
  pending: z.array(pendingTopicSchema),
  analysis: z.array(statementSchema),
  engine: z.object({
    kind: z.enum(['local', 'endpoint']),
    model: z.string().nullable(),
    version: z.string(),
  }),
  fallbackReason: z.enum(aiErrors).nullable(),
  coverage: z.object({
    reports: z.number().int(),
    notes: z.number().int(),
    activities: z.number().int(),
    unusedSentences: z.number().int(),
    leftOut: z.number().int(),
  }),
  dropped: z.number().int(),
  horizon: z.object({ from: z.string(), to: z.string() }).nullable(),
})

/** Where something that is cited stands, and what it says there. */
export const citedSourceSchema = z.object({
  id,
  kind: z.enum(['report', 'note', 'activity', 'task']),
  activityId: id.nullable(),
  customerId: id,
  /** Local day of the activity's zone. */
  day: z.string(),
  /** Of a task its title. */
  text: z.string(),
})
export type CitedSource = z.infer<typeof citedSourceSchema>

export const storedSummarySchema = z.object({
  summary: customerSummarySchema,
  /** All that statements cite. */
  sources: z.array(citedSourceSchema),
})
export type StoredSummary = z.infer<typeof storedSummarySchema>

export const summaryViewSchema = z.object({
  customerId: id,
  /** The organisation wants no summaries. */
  isOff: z.boolean(),
  /** The last one that was made for this person on this device. */
  stored: storedSummarySchema.nullable(),
  generatedAt: instant.nullable(),
  /** Something that it was made from is another by now (AIS-05). */
  isObsolete: z.boolean(),
  /** What there is to read now within the window (AIS-07). */
  inputs: z.object({
    reports: z.number().int(),
    notes: z.number().int(),
    /** Activities with a description. */
    descriptions: z.number().int(),
    tasks: z.number().int(),
    salesMonths: z.number().int(),
  }),
  /** What the team said of statements, by their keys (AIS-08). */
  judgements: z.record(
    z.string(),
    z.object({ verdict: z.enum(verdicts), by: z.string(), at: instant }),
  ),
  /** The model that would be asked besides the rules; `null` where none is. */
  model: z.string().nullable(),
})
export type SummaryView = z.infer<typeof summaryViewSchema>

/** Of a customer with its branches, or of that of an activity. */
const target = z.union([z.object({ activityId: id }), z.object({ customerId: id })])

export const summaryContract = {
  /** `null` for a customer that is not here. */
  'summary.watch': {
    kind: 'stream',
    input: z.object({ target, locale }),
    output: summaryViewSchema.nullable(),
  },
  /** Makes the summary anew; the rules' is there before a model answers (AIS-04). */
  'summary.generate': {
    kind: 'job',
    input: z.object({ target, locale }),
    progress: z.object({ step: z.enum(['reading', 'rules', 'model']) }),
    output: nothing,
  },
  /** Says for the team what a statement is worth; `null` takes it back (AIS-08). */
  'summary.judge': {
    kind: 'command',
    input: z.object({
      customerId: id,
      key: statementKeySchema,
      verdict: z.enum(verdicts).nullable(),
    }),
    output: nothing,
  },
} as const satisfies Contract
