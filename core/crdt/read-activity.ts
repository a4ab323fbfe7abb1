import type * as Y from 'yjs'
import { isDeletionUnaware } from './deletion.ts'
import { readRecord, type RecordOf } from './record.ts'
import { activityRecord } from './records/activity-record.ts'

/** An activity as people see it: one deleted while somebody changed it is there, to review (SYN-06). */
export function readActivity(map: Y.Map<unknown>): RecordOf<typeof activityRecord> {
  const record = readRecord(activityRecord, map)
  return record.deletedAt !== null && isDeletionUnaware(map)
    ? { ...record, deletedAt: null, deletedBy: null }
    : record
}
