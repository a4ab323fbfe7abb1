import { z } from 'zod'
import { stagedFileSchema, type StagedFile } from '../../../core/contract/activities.ts'
import type { DeltaOp } from '../../../core/contract/scalars.ts'
import { isBlankRichText } from '../../../core/richtext/delta-to-text.ts'
import { sanitiseDelta } from '../../../core/richtext/sanitise-delta.ts'

/** A note that is being written. */
export interface NoteDraft {
  readonly body: DeltaOp[]
  readonly files: StagedFile[]
}

export const emptyNote: NoteDraft = { body: [], files: [] }

export const isEmptyNote = ({ body, files }: NoteDraft): boolean =>
  isBlankRichText(body) && files.length === 0

const stored = z.object({ body: z.unknown(), files: z.array(stagedFileSchema).catch([]) })

/** What a kept draft says, or `undefined` when it is none of this form. */
export function readNoteDraft(payload: unknown): NoteDraft | undefined {
  const parsed = stored.safeParse(payload)
  return parsed.success
    ? { body: sanitiseDelta(parsed.data.body), files: parsed.data.files }
    : undefined
}
