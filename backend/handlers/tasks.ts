import type * as Y from 'yjs'
import type { tasksContract } from '../../core/contract/tasks.ts'
import { createRecord, writeRecord } from '../../core/crdt/record.ts'
import { taskRecord } from '../../core/crdt/records/task-record.ts'
import { completeTask, reopenTask, takeBackDeed } from '../../core/crdt/task-completion.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { requireActivity } from '../activities/activity-lookup.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { requireCustomer } from '../customers/customer-lookup.ts'
import type { Author } from '../documents/document-store.ts'
import { writeDeletion } from '../documents/write-deletion.ts'
import { presentTaskMap, requireTask, taskMap, tasksOfActivity } from '../tasks/task-lookup.ts'
import { newRecordMeta, touchedMeta } from './record-meta.ts'

export function tasksHandlers(services: Services): Handlers<typeof tasksContract, RequestContext> {
  const { documents, live, newId } = services

  function change(
    id: string,
    author: Author,
    write: (map: Y.Map<unknown>) => void,
    find = presentTaskMap,
  ): void {
    const { documentId } = requireTask(services, id)
    documents.write(author, (edit) => edit.document(documentId, (doc) => write(find(doc, id))))
  }

  return {
    'tasks.watch': ({ activityId }, emit) =>
      live.subscribe(
        {
          key: `tasks.watch ${activityId}`,
          tables: ['task', 'activity', 'member'],
          run: () => tasksOfActivity(services, activityId),
          concerns: (changes) => {
            const ids = changes.ids('activity')
            const isOfActivity = ids === 'all' || ids.includes(activityId)
            return isOfActivity || changes.has('task') || changes.has('member')
          },
        },
        emit,
      ),

    'tasks.create': ({ task }, context) => {
      const { documentId } = requireCustomer(services, task.customerId)
      if (task.activityId !== null) requireActivity(services, task.activityId)
      const author = authorOf(services, context)
      const id = newId()
      documents.write(author, (edit) =>
        edit.document(documentId, (doc) =>
          createRecord(doc, taskRecord, id, {
            ...task,
            assigneeId: task.assigneeId === undefined ? author.userId : task.assigneeId,
            priority: task.priority ?? 'normal',
            ...newRecordMeta(author),
          }),
        ),
      )
      return { id }
    },

    'tasks.update': ({ id, patch }, context) => {
      const author = authorOf(services, context)
      change(id, author, (map) =>
        writeRecord(taskRecord, map, { ...patch, ...touchedMeta(author) }),
      )
      return {}
    },

    'tasks.setDone': ({ id, done }, context) => {
      const author = authorOf(services, context)
      const deed = newId()
      let isDone = false
      change(id, author, (map) => {
        isDone = (done ? completeTask : reopenTask)(map, deed, author)
        if (isDone) writeRecord(taskRecord, map, touchedMeta(author))
      })
      return { deed: isDone ? deed : null }
    },

    'tasks.takeBack': ({ id, deed }, context) => {
      const author = authorOf(services, context)
      change(id, author, (map) => takeBackDeed(map, deed, author.userId))
      return {}
    },

    'tasks.setDeleted': ({ id, deleted }, context) => {
      const author = authorOf(services, context)
      change(id, author, (map) => writeDeletion(taskRecord, map, author, deleted), taskMap)
      return {}
    },
  }
}
