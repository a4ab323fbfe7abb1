import { z } from 'zod'
import { parseLocalDate } from '../domain/time/local-date.ts'
import type { Contract } from './operation.ts'
import { id, instant, localDate, nothing } from './scalars.ts'

export const taskPriorities = ['low', 'normal', 'high'] as const
export type TaskPriority = (typeof taskPriorities)[number]

/** A day, which lasts as long as it does where the assignee is, or a moment (TSK-02). */
export const taskDueSchema = z.union([
  z.object({ day: localDate.refine((day) => parseLocalDate(day) !== undefined) }),
  z.object({ at: instant }),
])
export type TaskDue = z.infer<typeof taskDueSchema>

export const taskFields = z.object({
  title: z.string().trim().min(1).max(200),
  /** `null`: nobody yet. */
  assigneeId: id.nullable(),
  due: taskDueSchema.nullable(),
  priority: z.enum(taskPriorities),
})
export type TaskFields = z.infer<typeof taskFields>

/** Somebody's word that the task is done. */
export const taskCompletionSchema = z.object({ id, by: z.string().max(64), at: instant })
export type TaskCompletion = z.infer<typeof taskCompletionSchema>

export const taskSchema = taskFields.extend({
  /** May be empty where another device wrote it so. */
  title: z.string(),
  id,
  customerId: id,
  activityId: id.nullable(),
  /** The activity it follows is deleted; the task stays (TSK-05). */
  activityDeleted: z.boolean(),
  status: z.enum(['open', 'done']),
  /** Those that stand, the earliest first: several when people completed it without network (TSK-04). */
  completions: z.array(taskCompletionSchema),
  /** Of the earliest completion. */
  completedAt: instant.nullable(),
  createdAt: instant,
  createdBy: id,
  updatedAt: instant,
  updatedBy: id,
})
export type Task = z.infer<typeof taskSchema>

export const tasksContract = {
  /** The tasks of an activity: open ones by their due date, then the done ones, the latest first. */
  'tasks.watch': {
    kind: 'stream',
    input: z.object({ activityId: id }),
    output: z.array(taskSchema),
  },
  'tasks.create': {
    kind: 'command',
    input: z.object({
      task: taskFields
        .partial()
        .required({ title: true })
        .extend({ customerId: id, activityId: id.nullable().default(null) }),
    }),
    output: z.object({ id }),
  },
  'tasks.update': {
    kind: 'command',
    input: z.object({ id, patch: taskFields.partial() }),
    output: nothing,
  },
  /** Completes or reopens; `deed` is for `tasks.takeBack`, and `null` where it was so already. */
  'tasks.setDone': {
    kind: 'command',
    input: z.object({ id, done: z.boolean() }),
    output: z.object({ deed: id.nullable() }),
  },
  /** Makes a completion or a reopening undone, as if it had not been. */
  'tasks.takeBack': {
    kind: 'command',
    input: z.object({ id, deed: id }),
    output: nothing,
  },
  'tasks.setDeleted': {
    kind: 'command',
    input: z.object({ id, deleted: z.boolean() }),
    output: nothing,
  },
} as const satisfies Contract
