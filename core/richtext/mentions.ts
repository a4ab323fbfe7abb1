import type { DeltaOp } from '../contract/scalars.ts'
import { allowedMention } from './allowed-formats.ts'
import type { ChangeOp, SharedOp } from './local-change.ts'

/** A person’s name in a text, which carries the person’s id (NOT-03). */
export interface Mention {
  readonly userId: string
  /** As it was written, with its `@`. */
  readonly text: string
  /** Characters before it. */
  readonly index: number
}

/** What a mention begins with; the rest of one that was broken up is plain text. */
export const mentionSign = '@'

/** The mentions of a text in order, whatever other marks lie on parts of them. */
export function mentionsOf(ops: readonly ChangeOp[]): Mention[] {
  return runsOf(ops).filter(({ text }) => text.startsWith(mentionSign))
}

/** Ids of the people whom a text mentions, each once. */
export function mentionedIn(ops: readonly DeltaOp[]): string[] {
  return [...new Set(mentionsOf(ops).map(({ userId }) => userId))].sort()
}

/**
 * What takes the mark off mentions that a change of this editor left in pieces: a mention is there as
 * a whole or not at all, because a reader sees the person’s present name in its place.
 *
 * @param before the text without the change, and `after` with it
 */
export function brokenMentions(
  before: readonly ChangeOp[],
  change: readonly ChangeOp[],
  after: readonly ChangeOp[],
): SharedOp[] {
  const keyOf = ({ userId, text }: Mention): string => `${userId} ${text}`
  const inserted = change.filter(({ insert }) => insert !== undefined)
  const whole = new Set([...mentionsOf(before), ...mentionsOf(inserted)].map(keyOf))
  const ops: SharedOp[] = []
  let at = 0
  for (const mention of runsOf(after)) {
    if (whole.has(keyOf(mention))) continue
    if (mention.index > at) ops.push({ retain: mention.index - at })
    ops.push({ retain: mention.text.length, attributes: { mention: null } })
    at = mention.index + mention.text.length
  }
  return ops
}

/** Neighbouring characters with one person’s mark, those without the sign included. */
function runsOf(ops: readonly ChangeOp[]): Mention[] {
  const runs: Mention[] = []
  let index = 0
  for (const { insert, attributes } of ops) {
    const text = typeof insert === 'string' ? insert : '\ufffc'
    const userId = allowedMention((attributes as { mention?: unknown } | undefined)?.mention)
    const last = runs.at(-1)
    if (userId === undefined) {
      index += text.length
      continue
    }
    if (last && continues(last, userId, text, index))
      runs[runs.length - 1] = { ...last, text: last.text + text }
    else runs.push({ userId, text, index })
    index += text.length
  }
  return runs
}

function continues(last: Mention, userId: string, text: string, index: number): boolean {
  const isNext = last.index + last.text.length === index
  return isNext && last.userId === userId && !text.startsWith(mentionSign)
}
