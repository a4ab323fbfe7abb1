import type { DeltaOp } from '../contract/scalars.ts'
import { allowedBlock, allowedInline, blockFormats, inlineFormats } from './allowed-formats.ts'
import { DeltaBuilder } from './delta-builder.ts'
import { mentionSign } from './mentions.ts'

/** One step of a change to a text: `insert`, `retain` (with formats to set or clear) or `delete`. */
export interface ChangeOp {
  readonly insert?: unknown
  readonly retain?: unknown
  readonly delete?: unknown
  readonly attributes?: unknown
}

/** A step that a shared text takes. */
export type SharedOp =
  | DeltaOp
  | { retain: number; attributes?: Record<string, string | number | boolean | null> }
  | { delete: number }

/**
 * An editor's change as the shared text takes it: only allowed formats, and a line that gets a
 * format loses the others, which concurrent edits may have left there unseen. What is typed at the
 * end of a mention or inside it is no part of it. Positions stay.
 *
 * @param ops the editor's change, relative to what `canonicalDelta` shows of the shared text
 */
export function localChange(ops: readonly ChangeOp[]): SharedOp[] {
  return ops.flatMap((op, at): SharedOp[] => {
    if (typeof op.delete === 'number') return [{ delete: op.delete }]
    if (typeof op.retain === 'number') {
      const attributes = formatChange(op.attributes)
      return [attributes ? { retain: op.retain, attributes } : { retain: op.retain }]
    }
    const builder = new DeltaBuilder()
    const text = typeof op.insert === 'string' ? op.insert.toWellFormed() : '\ufffc'
    const goesOn = mentionOf(op) !== undefined && mentionOf(ops[at - 1]) === mentionOf(op)
    builder.addRun(text, goesOn || text.startsWith(mentionSign) ? op.attributes : unmentioned(op))
    return builder.ops
  })
}

/** Whose mention the op inserts. */
function mentionOf(op: ChangeOp | undefined): unknown {
  return op?.insert === undefined
    ? undefined
    : (op.attributes as { mention?: unknown } | undefined)?.mention
}

const unmentioned = ({ attributes }: ChangeOp): unknown =>
  typeof attributes === 'object' ? { ...attributes, mention: undefined } : attributes

function formatChange(
  attributes: unknown,
): Record<string, string | number | boolean | null> | undefined {
  if (typeof attributes !== 'object' || attributes === null) return undefined
  const wanted = attributes as Record<string, unknown>
  const change: Record<string, string | number | boolean | null> = {}
  const inline = allowedInline(wanted)
  for (const name of inlineFormats) if (name in wanted) change[name] = inline?.[name] ?? null
  if (blockFormats.some((name) => name in wanted)) {
    const block = allowedBlock(wanted)
    for (const name of blockFormats) change[name] = block?.[name] ?? null
  }
  return Object.keys(change).length > 0 ? change : undefined
}
