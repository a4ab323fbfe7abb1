import type { Histories } from './history-entry.ts'
import { type HistoryOptions, type HistoryUpdate, recordHistories } from './record-history.ts'
import { activityRecord } from './records/activity-record.ts'

/** Stamps, and what only the rules read. */
const ignored: ReadonlySet<string> = new Set<keyof typeof activityRecord.fields>([
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'deletedBy',
  'deletedSeen',
  'origin',
  'overrideReason',
  'typeGiven',
  'typeKept',
])

/** What happened to each activity of a document (TL-21); parameters as of `recordHistories`. */
export function activityHistories(
  updates: readonly HistoryUpdate[],
  options: Omit<HistoryOptions, 'ignored'> = {},
): Histories {
  return recordHistories(activityRecord, updates, { ...options, ignored })
}
