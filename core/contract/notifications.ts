import { z } from 'zod'
import type { Contract } from './operation.ts'
import { id, instant, nothing } from './scalars.ts'

export const notificationSchema = z.object({
  noteId: id,
  activityId: id,
  /** `mention`: the note names me. `note`: somebody wrote it where I subscribe. */
  reason: z.enum(['mention', 'note']),
  authorId: z.string(),
  createdAt: instant,
  /** The first words. */
  excerpt: z.string(),
  seen: z.boolean(),
  /** Of the activity, as the timeline names it. */
  title: z.string().nullable(),
  typeId: z.string(),
  customerName: z.string(),
})
export type Notification = z.infer<typeof notificationSchema>

/** Why I hear of an activity’s notes; `chosen` is the only one that was asked for. */
export const subscriptionReasons = ['chosen', 'assignee', 'author', 'mentioned'] as const

export const subscriptionSchema = z.object({
  subscribed: z.boolean(),
  /** `null` when I do not. */
  reason: z.enum(subscriptionReasons).nullable(),
})
export type Subscription = z.infer<typeof subscriptionSchema>

/** Notes that concern me (NOT-03): derived from what is on this device, one entry a note. */
export const notificationsContract = {
  /** Newest first, at most `maxListedNotifications`; `unseen` counts those of the list. */
  'notifications.watch': {
    kind: 'stream',
    input: nothing,
    output: z.object({ entries: z.array(notificationSchema), unseen: z.number().int() }),
  },
  /** Those of the list with these ids, or all there are. */
  'notifications.markSeen': {
    kind: 'command',
    input: z.object({ noteIds: z.union([z.array(id).max(500), z.literal('all')]) }),
    output: nothing,
  },
  'subscriptions.watch': {
    kind: 'stream',
    input: z.object({ activityId: id }),
    output: subscriptionSchema,
  },
  'subscriptions.set': {
    kind: 'command',
    input: z.object({ activityId: id, subscribed: z.boolean() }),
    output: nothing,
  },
} as const satisfies Contract

export const maxListedNotifications = 200
