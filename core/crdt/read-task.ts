import type * as Y from 'yjs'
import type { Task } from '../contract/tasks.ts'
import { isDeletionUnaware } from './deletion.ts'
import { readRecord, type RecordOf } from './record.ts'
import { taskRecord } from './records/task-record.ts'
import { standingCompletions } from './task-completion.ts'

export type ReadTask = RecordOf<typeof taskRecord> &
  Pick<Task, 'status' | 'completions' | 'completedAt'>

/**
 * A task as people see it: done while a completion of it stands, and there, to review, when it was
 * deleted while somebody changed or completed it (TSK-04).
 */
export function readTask(map: Y.Map<unknown>): ReadTask {
  const record = readRecord(taskRecord, map)
  const completions = standingCompletions(map)
  const isBack = record.deletedAt !== null && isDeletionUnaware(map)
  return {
    ...record,
    ...(isBack && { deletedAt: null, deletedBy: null }),
    status: completions.length > 0 ? 'done' : 'open',
    completions,
    completedAt: completions[0]?.at ?? null,
  }
}
