import { z } from 'zod'
import type { Draft } from '../../../core/contract/drafts.ts'
import { answersSchema } from '../../../core/contract/reports.ts'
import { id, instant } from '../../../core/contract/scalars.ts'

const reportDraftSchema = z.object({
  formId: id,
  versionId: id,
  /** The report that is being changed; `null` for a new one. */
  of: id.nullable(),
  answers: answersSchema,
  /** Of a correction. */
  reason: z.string().max(500),
  /** By the corrected clock (REP-08). */
  startedAt: instant,
  /** How long the form has been looked at, in ms. */
  fillMs: z.number().int().min(0),
})
/** A report while it is filled, as it is kept on this device. */
export type ReportDraft = z.infer<typeof reportDraftSchema>

export interface KeptDraft {
  readonly key: string
  /** The id that the report, or its next revision, will have. */
  readonly reportId: string
  readonly updatedAt: number
  readonly value: ReportDraft
  /** As it is stored, to bring it back. */
  readonly payload: unknown
}

/** What a draft says; `undefined` for one of another version of the app. */
export function readReportDraft(value: unknown): ReportDraft | undefined {
  return reportDraftSchema.safeParse(value).data
}

/** The draft behind a stored one, which carries the window that wrote it. */
export function keptDraft({ key, payload, updatedAt }: Draft): KeptDraft | undefined {
  const stored = z.object({ value: reportDraftSchema }).safeParse(payload).data
  const reportId = key.split('/')[2]
  return stored && reportId !== undefined
    ? { key, reportId, updatedAt, value: stored.value, payload }
    : undefined
}
