import type { DeltaOp } from '../contract/scalars.ts'
import type { SharedOp } from './local-change.ts'

/**
 * The change that makes one rich text another, for a text that others may be typing in: what is the
 * same at both ends stays, and only what is between is replaced.
 *
 * @param from what stands now, embeds and unknown marks of others included
 * @param to what is to stand there
 */
export function changeInto(from: readonly DeltaOp[], to: readonly DeltaOp[]): SharedOp[] {
  const old = positionsOf(from)
  const wanted = positionsOf(to)
  const shorter = Math.min(old.length, wanted.length)
  let start = 0
  while (start < shorter && old[start] === wanted[start]) start++
  let end = 0
  while (end < shorter - start && old.at(-1 - end) === wanted.at(-1 - end)) end++
  // Half a character that is kept and half of another would be neither: Yjs writes U+FFFD for both.
  if (start > 0 && isHighSurrogate(old[start - 1])) start--
  if (end > 0 && isLowSurrogate(old.at(-end))) end--
  const change: SharedOp[] = []
  if (start > 0) change.push({ retain: start })
  change.push(...slice(to, start, wanted.length - end))
  if (old.length > start + end) change.push({ delete: old.length - start - end })
  return change.length === 1 && start > 0 ? [] : change
}

/** Each position with its marks, to be compared: a character, or half of one, or an embed. */
function positionsOf(ops: readonly DeltaOp[]): string[] {
  return ops.flatMap(({ insert, attributes }) => {
    const marks = JSON.stringify(Object.entries(attributes ?? {}).sort())
    const parts = typeof insert === 'string' ? insert.split('') : [JSON.stringify(insert)]
    return parts.map((part) => part + marks)
  })
}

/** The operations between two positions. */
function slice(ops: readonly DeltaOp[], from: number, to: number): DeltaOp[] {
  let at = 0
  return ops.flatMap((op) => {
    const length = typeof op.insert === 'string' ? op.insert.length : 1
    const [start, end] = [Math.max(from - at, 0), Math.min(to - at, length)]
    at += length
    if (start >= end) return []
    return [typeof op.insert === 'string' ? { ...op, insert: op.insert.slice(start, end) } : op]
  })
}

const isHighSurrogate = (position: string | undefined): boolean =>
  position !== undefined && position >= '\uD800' && position < '\uDC00'
const isLowSurrogate = (position: string | undefined): boolean =>
  position !== undefined && position >= '\uDC00' && position < '\uE000'
