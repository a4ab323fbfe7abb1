import type { DeltaOp } from '../contract/scalars.ts'
import { DeltaBuilder } from './delta-builder.ts'

/** Stands for an embed of another version or of a stranger, so that positions stay the same. */
const embedMark = '\ufffc'

/**
 * What an editor shows for a shared text: a function of the text alone, so that editors with the
 * same text show the same. Unlike `sanitiseDelta` it keeps every position, because the editor's
 * changes are applied to the shared text by position: what cannot be shown is replaced one for one.
 *
 * @param ops the delta of a `Y.Text`; its embeds may be anything.
 * @returns a delta that ends with a line break; one break longer than the text when that had none.
 */
export function canonicalDelta(ops: readonly CanonicalInput[]): DeltaOp[] {
  const builder = new DeltaBuilder()
  for (const { insert, attributes } of ops)
    builder.addRun(typeof insert === 'string' ? showable(insert) : embedMark, attributes)
  if (!builder.endsWithNewline) builder.addRun('\n', undefined)
  return builder.ops
}

interface CanonicalInput {
  readonly insert?: unknown
  readonly attributes?: unknown
}

function showable(text: string): string {
  return (
    text
      // The editor would read these as line breaks or as its own placeholder.
      .replace(/[\r\u2028\u2029]/g, ' ')
      .replace(/\ufeff/g, '\u2060')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd')
      .toWellFormed()
  )
}
