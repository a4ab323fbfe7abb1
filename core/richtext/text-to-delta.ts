import type { DeltaOp } from '../contract/scalars.ts'
import { sanitiseDelta } from './sanitise-delta.ts'

/** Plain text as rich text without any mark; line breaks of any kind become lines. */
export function textToDelta(text: string): DeltaOp[] {
  return sanitiseDelta([{ insert: text }])
}
