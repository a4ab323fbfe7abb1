import type * as Y from 'yjs'
import { z } from 'zod'
import { instant } from '../contract/scalars.ts'
import { type Judgement, verdicts } from '../domain/summary/summary.ts'
import { json } from './coerce.ts'

/**
 * In the document of a main customer: what the team said of statements of its summaries, one plain
 * value under each statement's key (AIS-08).
 */
export const summaryFeedbackRoot = 'summaryFeedback'

const feedback = json(z.object({ verdict: z.enum(verdicts), by: z.string().max(64), at: instant }))

/** Everything that this version understands. */
export function readFeedback(doc: Y.Doc): Judgement[] {
  return [...doc.getMap(summaryFeedbackRoot)].flatMap(([key, stored]) => {
    const value = feedback(stored)
    return value === null ? [] : [{ key, ...value }]
  })
}
