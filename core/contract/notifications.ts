import { z } from 'zod'
import type { Contract } from './operation.ts'
import { id, instant, localisedText, nothing } from './scalars.ts'

const common = {
  /** By which it is marked as seen; a note’s own id. */
  id,
  /** When it came up: what happened then, or was due. */
  createdAt: instant,
  seen: z.boolean(),
} as const

/** As the timeline names the activity. */
const ofActivity = {
  activityId: id,
  title: z.string().nullable(),
  typeId: z.string(),
  customerName: z.string(),
} as const

export const notificationSchema = z.discriminatedUnion('reason', [
  z.object({
    ...common,
    ...ofActivity,
    /** `mention`: the note names me. `note`: somebody wrote it where I subscribe. */
    reason: z.enum(['mention', 'note']),
    authorId: z.string(),
    /** The first words. */
    excerpt: z.string(),
  }),
  /** A planned activity of mine begins soon, by the reminder of its type (TYP-07). */
  z.object({ ...common, ...ofActivity, reason: z.literal('reminder'), startAt: instant }),
  /** A form that I published was published at the same time by somebody who did not know of it (FRM-07). */
  z.object({
    ...common,
    reason: z.literal('crossed'),
    formId: id,
    formTitle: localisedText,
    /** The publications that crossed, in their order; the last one is what counts. */
    versions: z.array(z.object({ number: z.number().int(), publishedBy: z.string() })),
  }),
])
export type Notification = z.infer<typeof notificationSchema>

/** Why I hear of an activity’s notes; `chosen` is the only one that was asked for. */
export const subscriptionReasons = ['chosen', 'assignee', 'author', 'mentioned'] as const

export const subscriptionSchema = z.object({
  subscribed: z.boolean(),
  /** `null` when I do not. */
  reason: z.enum(subscriptionReasons).nullable(),
})
export type Subscription = z.infer<typeof subscriptionSchema>

/** What I should know of: derived from what is on this device, one entry a note or other occasion (NOT-03). */
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
    input: z.object({ ids: z.union([z.array(id).max(500), z.literal('all')]) }),
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
