import * as Y from 'yjs'
import type { HistoryEntry } from '../contract/activity-history.ts'
import type { AnyRecordKind } from './record.ts'

/** Who goes on typing within this time goes on with the same entry. */
const typingPauseMs = 5 * 60_000

/** Where in a record's entries the one is that typing in a text goes on with; -1 where it is a new one. */
export function openTypingEntry(
  entries: readonly HistoryEntry[],
  { texts }: AnyRecordKind,
  field: string,
  by: Pick<HistoryEntry, 'userId' | 'at'>,
): number {
  const at = entries.findLastIndex((entry) => typedIn(entry) === field && goesOn(entry, by))
  const isOpen = entries.slice(Math.max(at, 0)).every((entry) => texts.includes(typedIn(entry)))
  return isOpen ? at : -1
}

/** Whether somebody who types at this time goes on with the entry. */
export function goesOn(
  entry: Pick<HistoryEntry, 'userId' | 'at'>,
  { userId, at }: Pick<HistoryEntry, 'userId' | 'at'>,
): boolean {
  return entry.userId === userId && Math.abs(at - entry.at) <= typingPauseMs
}

/** Whether an update changes texts and nothing else, as an editor's do. */
export function isOnlyTyping(update: Uint8Array): boolean {
  try {
    return Y.decodeUpdate(update).structs.every(
      (struct) => !(struct instanceof Y.Item && struct.content instanceof Y.ContentAny),
    )
  } catch {
    return false
  }
}

/** The only field of a change. */
function typedIn({ kind, changes }: HistoryEntry): string {
  const [change, another] = changes
  return kind === 'changed' && change && !another ? change.field : ''
}
