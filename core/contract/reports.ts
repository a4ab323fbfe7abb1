import { z } from 'zod'
import { answerProblemCodes } from '../domain/forms/problem-codes.ts'
import { assistantAuditSchema } from '../domain/reports/assistant-audit.ts'
import { reportStates } from '../domain/reports/report-availability.ts'
import { formDefinitionSchema } from './form-definition.ts'
import { suggestedTaskSchema } from './conversations.ts'
import type { Contract } from './operation.ts'
import { refusalSchema } from './permissions.ts'
import { bytes, id, instant, locale, localisedText, nothing } from './scalars.ts'
import { timelineFilterSchema } from './timeline.ts'

const refusal = refusalSchema.nullable()

/** Answers by field id, as `core/domain/forms/answers.ts` describes them. */
export const answersSchema = z.record(z.string().max(64), z.json())

/** How a report came about. */
export const reportModes = ['manual', 'ai_form', 'ai_dynamic'] as const

export const reportRevisionSchema = z.object({
  id,
  /** From 1. */
  revision: z.number().int(),
  submittedBy: id,
  /** When the person pressed the button, by the corrected clock (REP-07). */
  submittedAt: instant,
  /** When it was amended last, or taken back: whoever shows its answers reads them again (REP-10). */
  updatedAt: instant,
  /** Why it was corrected; `null` for the first. */
  reason: z.string().nullable(),
})

/** A submitted report with its last revision. */
export const reportSchema = z.object({
  /** Of its first revision, minted when the form was opened (REP-12). */
  id,
  activityId: id,
  formId: id,
  formTitle: localisedText,
  versionId: id,
  versionNumber: z.number().int(),
  /** The form's version for new reports; `null` when there is none any more. */
  currentNumber: z.number().int().nullable(),
  /** The last one first. */
  revisions: z.array(reportRevisionSchema),
  submittedBy: id,
  submittedAt: instant,
  /** By the clock of the device, where it was not right. */
  submittedRawAt: instant.nullable(),
  /** When the team's server got it, where that was later than a few minutes; `null` otherwise (REP-07). */
  receivedAt: instant.nullable(),
  /** The clock had been changed since it was last known to be right (REP-07). */
  isClockDoubtful: z.boolean(),
  /** The person for whom somebody of the back office submitted it; `null` otherwise. */
  onBehalfOf: id.nullable(),
  startedAt: instant,
  /** How long the form was being filled, in ms. */
  fillMs: z.number().int(),
  mode: z.enum(reportModes),
  withdrawn: z.object({ at: instant, by: id, reason: z.string().nullable() }).nullable(),
  /** Until when its author may change it without a reason (REP-10); `null` for others. */
  amendableUntil: instant.nullable(),
  may: z.object({ correct: refusal, withdraw: refusal, delete: refusal }),
})
export type Report = z.infer<typeof reportSchema>

export const reportAvailabilitySchema = z.object({
  state: z.enum(reportStates),
  deadline: instant.nullable(),
  isEnding: z.boolean(),
  changesAt: instant.nullable(),
})

/** A form that the activity's type offers. */
export const offeredFormSchema = z.object({
  formId: id,
  title: localisedText,
  description: localisedText.nullable(),
  versionId: id,
  versionNumber: z.number().int(),
  isReadable: z.boolean(),
  /** Of a form that is filled once: the report that there is. */
  existingReportId: id.nullable(),
})

export const activityReportsSchema = z.object({
  availability: reportAvailabilitySchema,
  /** The limit that counts here, in minutes. */
  limitMin: z.number().int().nullable(),
  graceMin: z.number().int(),
  /** The device's clock minus the one that deadlines go by, in ms. */
  clockOffsetMs: z.number().int(),
  forms: z.array(offeredFormSchema),
  /** The last one first, withdrawn ones among them. */
  reports: z.array(reportSchema),
  reopened: z.object({ at: instant, by: id, reason: z.string() }).nullable(),
  may: z.object({ reopen: refusal }),
})
export type ActivityReports = z.infer<typeof activityReportsSchema>

const submission = {
  /** Minted when the form was opened: sending it twice changes nothing (REP-12). */
  id,
  answers: answersSchema,
  startedAt: instant,
  fillMs: z.number().int().min(0).max(1_000_000_000),
}

export const reportsContract = {
  'reports.watch': {
    kind: 'stream',
    input: z.object({ activityId: id }),
    output: activityReportsSchema,
  },
  /** A report as it was filled, with the version it was filled with (FRM-05). */
  'reports.read': {
    kind: 'query',
    input: z.object({ id, revisionId: id.optional() }),
    output: z.object({
      report: reportSchema,
      answers: answersSchema,
      definition: formDefinitionSchema,
      /** Names of the people, contacts and so on that answers stand for, by id. */
      names: z.record(z.string(), z.string()),
      /** How the answers came out of a conversation; `null` where they did not (AIR-13). */
      assistant: assistantAuditSchema.nullable(),
    }),
  },
  /**
   * Refuses with the state of `reportAvailability` (`E-REP-STATE`), or `E-REP-ANSWERS` with the problems
   * of the answers.
   */
  'reports.submit': {
    kind: 'command',
    input: z.object({
      ...submission,
      ...{ activityId: id, formId: id, versionId: id },
      /** The conversation that it was made in; it ends with this. */
      conversationId: id.optional(),
      /** Those of the suggested tasks that were ticked (AIR-07). */
      tasks: z.array(suggestedTaskSchema).max(50).optional(),
    }),
    output: z.object({ id }),
  },
  /** What the author changes within ten minutes; refuses `E-REP-NOT-AMENDABLE`. */
  'reports.amend': {
    kind: 'command',
    input: z.object({ id, answers: answersSchema }),
    output: nothing,
  },
  /** Makes the next revision of the report `of` (REP-10). */
  'reports.correct': {
    kind: 'command',
    input: z.object({ ...submission, of: id, reason: z.string().trim().min(1).max(500) }),
    output: z.object({ revision: z.number().int() }),
  },
  /** The author takes a report back, or lets it stand again. */
  'reports.setWithdrawn': {
    kind: 'command',
    input: z.object({
      id,
      withdrawn: z.boolean(),
      reason: z.string().trim().max(500).nullable(),
    }),
    output: nothing,
  },
  /** A manager's, with a reason. */
  'reports.setDeleted': {
    kind: 'command',
    input: z.object({ id, deleted: z.boolean(), reason: z.string().trim().max(500).nullable() }),
    output: nothing,
  },
  /** Lets reports in again after the deadline (REP-08). */
  'reports.reopen': {
    kind: 'command',
    input: z.object({ activityId: id, reason: z.string().trim().min(1).max(500) }),
    output: nothing,
  },
  /**
   * Reports of the activities that a filter of the timeline leaves, as they stand: withdrawn ones are
   * left out. One file with a sheet for each form, or as CSV a file for each (REP-13).
   */
  'reports.export': {
    kind: 'job',
    input: z.object({ filter: timelineFilterSchema, format: z.enum(['xlsx', 'csv']), locale }),
    /** In activities that have reports. */
    progress: z.object({ done: z.number().int(), total: z.number().int() }),
    output: z.object({
      files: z.array(z.object({ name: z.string(), content: bytes })),
      reports: z.number().int(),
    }),
  },
  /** The problems of answers to a version, as the check before submitting finds them. */
  'reports.check': {
    kind: 'query',
    input: z.object({ formId: id, versionId: id, answers: answersSchema }),
    output: z.array(z.object({ fieldId: z.string(), code: z.enum(answerProblemCodes) })),
  },
} as const satisfies Contract
