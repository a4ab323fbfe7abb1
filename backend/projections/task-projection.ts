import { readTask } from '../../core/crdt/read-task.ts'
import { findRecord } from '../../core/crdt/record.ts'
import { taskRecord } from '../../core/crdt/records/task-record.ts'
import type { Connection } from '../storage/connection.ts'
import { prepareUpsert } from '../storage/upsert.ts'
import type { Projection } from './projection.ts'

/** Follow-up tasks, as they stand after what several people did to them. */
export function taskProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from task where id = ?')
  const upsert = prepareUpsert(writer, 'task', 'id', [
    'id',
    'doc_id',
    'customer_id',
    'activity_id',
    'title',
    'assignee_id',
    'due_day',
    'due_at',
    'priority',
    'done',
    'completed_at',
    'created_at',
    'deleted_at',
  ])
  return {
    root: taskRecord.root,
    tables: ['task'],
    project({ documentId, doc, ids, changes }) {
      for (const id of ids) {
        changes.add('task', id)
        const map = findRecord(doc, taskRecord, id)
        if (!map) {
          remove.run(id)
          continue
        }
        const { due, ...task } = readTask(map)
        upsert({
          id,
          doc_id: documentId,
          customer_id: task.customerId,
          activity_id: task.activityId,
          title: task.title,
          assignee_id: task.assigneeId,
          due_day: due && 'day' in due ? due.day : null,
          due_at: due && 'at' in due ? due.at : null,
          priority: task.priority,
          done: task.status === 'done' ? 1 : 0,
          completed_at: task.completedAt,
          created_at: task.createdAt,
          deleted_at: task.deletedAt,
        })
      }
    },
  }
}
