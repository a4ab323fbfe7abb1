import type { Activity } from '../../../core/contract/activities.ts'
import {
  type FieldChange,
  type HistoryEntry,
  type HistoryField,
  historyFields,
  isUnreadable,
} from '../../../core/contract/activity-history.ts'
import type { Restorable } from './use-restore-field.ts'

function isHistoryField(field: string): field is HistoryField {
  return (historyFields as readonly string[]).includes(field)
}

/** Whether two values of a field are one; an empty set is no value. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return text(one) === text(other)
}

const timesFields: ReadonlySet<HistoryField> = new Set(['startAt', 'endAt'])

/** Whether this person may write an old value of a field again: it is an edit like any other. */
export function mayRestore({ deletedAt, may }: Activity, field: HistoryField): boolean {
  return deletedAt === null && may[timesFields.has(field) ? 'editTimes' : 'edit'] === null
}

const text = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) && value.length === 0 ? null : (value ?? null))

/**
 * The value that an entry offers to restore: the one before a change, or the one that was not kept.
 * `undefined` where that is what stands, or cannot be written.
 */
export function restorableOf(
  entry: HistoryEntry,
  change: FieldChange,
  activity: Activity,
): Restorable | undefined {
  const { field } = change
  if (entry.kind !== 'changed' || !isHistoryField(field) || !mayRestore(activity, field))
    return undefined
  const side = change.isKept ? 'before' : 'after'
  const value = change[side]
  // Of a description only a part is known here.
  const isCurrent = field !== 'description' && isSameValue(value, activity[field])
  if (isUnreadable(value) || isCurrent) return undefined
  return { field, point: { entry: entry.id, side }, value }
}
