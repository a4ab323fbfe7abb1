import { z } from 'zod'
import type { Contract } from './operation.ts'
import { instant, nothing } from './scalars.ts'

const key = z.string().min(1).max(200)

export const reportDraftPrefix = 'report/'

/** Where a report is kept while it is being filled; `reportId` is the id that it will have. */
export function reportDraftKey(activityId: string, reportId: string): string {
  return `${reportDraftPrefix}${activityId}/${reportId}`
}

export const draftSchema = z.object({
  key,
  /** JSON of the form, as its screen wrote it. */
  payload: z.unknown(),
  updatedAt: instant,
  /** Grows with every save; two windows tell their own echo from the other's change by it. */
  revision: z.number().int(),
})
export type Draft = z.infer<typeof draftSchema>

/** The activity whose report is kept under a key; `undefined` for other drafts. */
export function activityOfReportDraft(key: string): string | undefined {
  return key.startsWith(reportDraftPrefix) ? key.split('/')[1] : undefined
}

/** Forms being filled, kept on this device at every keystroke (ACT-20). */
export const draftsContract = {
  'drafts.watch': { kind: 'stream', input: z.object({ key }), output: draftSchema.nullable() },
  /** Keys that begin with `prefix`, last changed first. */
  'drafts.list': {
    kind: 'query',
    input: z.object({ prefix: z.string().max(200) }),
    output: z.array(draftSchema),
  },
  'drafts.save': {
    kind: 'command',
    input: z.object({ key, payload: z.unknown() }),
    output: z.object({ revision: z.number().int() }),
  },
  'drafts.discard': { kind: 'command', input: z.object({ key }), output: nothing },
} as const satisfies Contract
