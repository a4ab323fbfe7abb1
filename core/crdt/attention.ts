import type * as Y from 'yjs'
import { instant } from './coerce.ts'

/**
 * What a person wants to hear of and has seen, in their own document, so that it is the same on all of
 * their devices (NOT-03): flat root maps, by the id of the activity, and of the note or other notice.
 */
export const subscriptionsRoot = 'subscriptions'
export const seenNotesRoot = 'seenNotes'

const mentionSuffix = '/mention'

/** Since when notes of an activity are wanted, or `false`; activities without a choice are left out. */
export type Subscriptions = ReadonlyMap<string, number | false>

export function readSubscriptions(doc: Y.Doc): Subscriptions {
  const chosen = new Map<string, number | false>()
  for (const [activityId, value] of doc.getMap(subscriptionsRoot)) {
    const since = value === false ? false : instant(value)
    if (since !== null) chosen.set(activityId, since)
  }
  return chosen
}

/** @param since UTC milliseconds, or `false` for no further notes */
export function writeSubscription(doc: Y.Doc, activityId: string, since: number | false): void {
  doc.getMap(subscriptionsRoot).set(activityId, since)
}

/** What was seen, by its id: a note that later mentions somebody is new to them once more. */
export interface SeenNotice {
  readonly id: string
  readonly isMention: boolean
}

const keyOf = ({ id, isMention }: SeenNotice): string => (isMention ? id + mentionSuffix : id)

/** Whether something was seen, by the map’s own content. */
export function readSeen(doc: Y.Doc): (notice: SeenNotice) => boolean {
  const seen = doc.getMap(seenNotesRoot)
  return (notice) => instant(seen.get(keyOf(notice))) !== null
}

/**
 * Marks notices as seen and forgets what was seen before `keptFrom`.
 *
 * @param at UTC milliseconds
 */
export function writeSeen(
  doc: Y.Doc,
  notices: readonly SeenNotice[],
  { at, keptFrom }: { readonly at: number; readonly keptFrom: number },
): void {
  const seen = doc.getMap(seenNotesRoot)
  for (const [key, value] of [...seen]) if ((instant(value) ?? at) < keptFrom) seen.delete(key)
  for (const notice of notices) if (!seen.has(keyOf(notice))) seen.set(keyOf(notice), at)
}
