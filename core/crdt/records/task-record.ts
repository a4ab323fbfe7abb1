import { taskDueSchema, taskPriorities } from '../../contract/tasks.ts'
import { json, oneOf, requiredText, text } from '../coerce.ts'
import { knownWrites } from '../deletion.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

/** A follow-up task, in the document of its customer; who completed it is in `task-completion.ts`. */
export const taskRecord = defineRecord({
  root: 'tasks',
  fields: {
    ...meta,
    /** What whoever deleted it knew of the record. */
    deletedSeen: json(knownWrites),
    title: requiredText(200),
    customerId: requiredText(64),
    /** The activity that it follows. */
    activityId: text(64),
    assigneeId: text(64),
    /** One value, so that a day and a moment never mix from two devices. */
    due: json(taskDueSchema),
    priority: oneOf(taskPriorities, 'normal'),
  },
  keyed: ['completed', 'reopened'],
  // Created with the record: two devices that gave a task its text later would lose one of the two.
  texts: ['description'],
})
