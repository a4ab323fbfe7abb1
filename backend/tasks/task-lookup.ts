import type * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import type { Task } from '../../core/contract/tasks.ts'
import { type ReadTask, readTask } from '../../core/crdt/read-task.ts'
import { findRecord } from '../../core/crdt/record.ts'
import { taskRecord } from '../../core/crdt/records/task-record.ts'
import { byUrgency } from '../../core/domain/tasks/task-order.ts'
import { allUsers, organisation, type Services } from '../app/services.ts'
import { statements } from '../storage/statements.ts'

/** The document of a task, deleted or not. @throws AppError `E-NOT-FOUND` */
export function requireTask({ db }: Services, id: string): { documentId: string } {
  const row = db.writer.first(statements.selectFrom('task').select('doc_id').where('id', '=', id))
  if (!row) throw new AppError('E-NOT-FOUND', 'no such task', { task: id })
  return { documentId: row.doc_id }
}

/** The record's map for writing. @throws AppError `E-NOT-FOUND` */
export function taskMap(doc: Y.Doc, id: string): Y.Map<unknown> {
  const map = findRecord(doc, taskRecord, id)
  if (!map) throw new AppError('E-NOT-FOUND', 'no such task', { task: id })
  return map
}

/**
 * The same of a task that is not deleted: changing one that is would bring it back, as if its
 * deletion had not been known.
 *
 * @throws AppError `E-NOT-FOUND`
 */
export function presentTaskMap(doc: Y.Doc, id: string): Y.Map<unknown> {
  const map = taskMap(doc, id)
  if (readTask(map).deletedAt !== null)
    throw new AppError('E-NOT-FOUND', 'the task is deleted', { task: id })
  return map
}

/** Tasks of an activity that are not deleted: open ones by due date, then the latest done. */
export function tasksOfActivity(services: Services, activityId: string): Task[] {
  const { reader } = services.db
  const activity = reader.first(
    statements.selectFrom('activity').select('deleted_at').where('id', '=', activityId),
  )
  const rows = reader.all(
    statements
      .selectFrom('task')
      .select(['id', 'doc_id'])
      .where('activity_id', '=', activityId)
      .where('deleted_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id'),
  )
  const activityDeleted = activity !== undefined && activity.deleted_at !== null
  const tasks = rows.map(({ id, doc_id }) =>
    services.documents.read(doc_id, (doc) =>
      toTask(id, readTask(taskMap(doc, id)), activityDeleted),
    ),
  )
  const zones = new Map(allUsers(services).map((user) => [user.id, user.tz]))
  const { tz } = organisation(services)
  return tasks.sort(byUrgency((assigneeId) => zones.get(assigneeId ?? '') ?? tz))
}

/** How many tasks stay when an activity is deleted. */
export function countTasksOfActivity({ db }: Services, activityId: string): number {
  return db.reader
    .prepared('select count(*) from task where activity_id = ? and deleted_at is null')
    .pluck()
    .get(activityId) as number
}

function toTask(id: string, task: ReadTask, activityDeleted: boolean): Task {
  const { deletedAt, deletedBy, deletedSeen, ...fields } = task
  void deletedAt
  void deletedBy
  void deletedSeen
  return { id, ...fields, activityDeleted }
}
