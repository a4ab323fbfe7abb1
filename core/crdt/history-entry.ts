import { isUnreadable } from '../contract/activity-history.ts'
import { sameValue } from './lost-writes.ts'

/** What one person did to one record at one time, or what is known of a time before. */
export interface HistoryEntry {
  /** Names it among the entries of its record, on this device. */
  readonly id: string
  /**
   * - `created`: the first that is known of the record, by the one who made it.
   * - `changed`: one change; a text that somebody typed is one for as long as they went on.
   * - `state`: many updates had become one before this device got them. Whose they were is not known.
   */
  readonly kind: 'created' | 'changed' | 'state'
  /** Of the update, by the log, in UTC milliseconds; of a typed text, of its last one. */
  readonly at: number
  readonly userId: string
  readonly changes: readonly FieldChange[]
}

export interface FieldChange {
  /** `unknownField` for all those that this version does not know. */
  readonly field: string
  /** As its kind of record reads it, a set as sorted ids, a text as its delta; or `unreadable`. */
  readonly before: unknown
  readonly after: unknown
  /** `false` for a value that lost against one written at the same time (SYN-03). */
  readonly isKept: boolean
}

export const unknownField = ''

/** Entries by record, each list in the order of the log: clocks do not decide (SYN-12). */
export type Histories = ReadonlyMap<string, readonly HistoryEntry[]>

/** A point of a record's history: an instant in UTC milliseconds, or right before or after an entry. */
export type HistoryPoint =
  { readonly at: number } | { readonly entry: string; readonly side: 'before' | 'after' }

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
