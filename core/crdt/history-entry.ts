import {
  type FieldChange,
  type HistoryEntry,
  type HistoryPoint,
  isUnreadable,
} from '../contract/activity-history.ts'
import { sameValue } from './lost-writes.ts'

/** Stands in a change for all fields that this version does not know. */
export const unknownField = ''

/** Entries by record, each list in the order of the log: clocks do not decide (SYN-12). */
export type Histories = ReadonlyMap<string, readonly HistoryEntry[]>

/**
 * A record's fields at a point of its history, those that were empty maybe not among them;
 * `undefined` where it was not there or is not known.
 */
export function valuesAt(
  entries: readonly HistoryEntry[],
  point: HistoryPoint,
): ReadonlyMap<string, unknown> | undefined {
  const values = new Map<string, unknown>()
  const put = ({ changes }: HistoryEntry, side: 'before' | 'after'): void => {
    for (const change of changes) if (change.isKept) values.set(change.field, change[side])
  }
  let isThere = false
  for (const entry of entries) {
    const isNamed = 'entry' in point && entry.id === point.entry
    if (isNamed && point.side === 'before') {
      // A text that others typed in meanwhile was something else at its first letter.
      put(entry, 'before')
      return isThere ? values : undefined
    }
    if (!('at' in point) || entry.at <= point.at) {
      put(entry, 'after')
      isThere = true
    }
    if (isNamed) return values
  }
  return isThere && 'at' in point ? values : undefined
}

/**
 * One field at a point of the history: by an entry that changed it, also a value that was not kept.
 * `undefined` where it is not known or cannot be read here.
 */
export function valueAt(
  entries: readonly HistoryEntry[],
  point: HistoryPoint,
  field: string,
): { readonly value: unknown } | undefined {
  const named = 'entry' in point ? entries.find(({ id }) => id === point.entry) : undefined
  const change = named?.changes.find((each) => each.field === field)
  const past = valuesAt(entries, point)
  if (!change && !past) return undefined
  const value = change && 'side' in point ? change[point.side] : past?.get(field)
  return isUnreadable(value) ? undefined : { value: value ?? null }
}

/** Whether there is nothing to tell: an empty set or text reads as no value. */
export function isNoChange({ before, after, isKept }: FieldChange): boolean {
  return isKept && sameValue(emptied(before), emptied(after))
}

const emptied = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 0 ? null : value
