import { z } from 'zod'
import { verificationStatuses } from '../domain/verification/outcomes.ts'
import { cursor } from './customers.ts'
import { newsEntrySchema } from './news.ts'
import type { Contract } from './operation.ts'
import { activityRightsSchema, refusalSchema } from './permissions.ts'
import { fileHash, id, instant, nothing, richText, timeZone } from './scalars.ts'
import { syncStates } from './sync-state.ts'

export const storedStatuses = ['draft', 'planned', 'in_progress', 'done', 'cancelled'] as const
export type StoredStatus = (typeof storedStatuses)[number]

/** A file already in the content store, to be linked to a record. */
export const stagedFileSchema = z.object({
  hash: fileHash,
  name: z.string().min(1).max(255),
  mime: z.string().max(127),
  sizeBytes: z.number().int(),
})
export type StagedFile = z.infer<typeof stagedFileSchema>

export const activityFields = z.object({
  typeId: id,
  customerId: id,
  title: z.string().trim().max(200).nullable(),
  startAt: instant.nullable(),
  endAt: instant.nullable(),
  tz: timeZone,
  status: z.enum(storedStatuses),
  cancelReason: z.string().trim().max(500).nullable(),
  assigneeId: id,
  contactIds: z.array(id).max(50),
  locationText: z.string().trim().max(300).nullable(),
})
export type ActivityFields = z.infer<typeof activityFields>

export const activitySchema = activityFields.extend({
  id,
  /** The Yjs document that holds the record; its description is bound to the editor there. */
  documentId: z.string(),
  customerName: z.string(),
  /** The main customer's name when the activity is on a branch. */
  parentName: z.string().nullable(),
  /** The customer is deleted or has not arrived on this device. */
  customerGone: z.boolean(),
  /** Zone of the place when the customer has one and it differs from `tz`. */
  customerTz: z.string().nullable(),
  plannedStartAt: instant.nullable(),
  plannedEndAt: instant.nullable(),
  description: richText,
  /** Fields that a newer version wrote: kept, and not shown (SYN-14). */
  newerFields: z.number().int(),
  noteCount: z.number().int(),
  attachmentCount: z.number().int(),
  reportCount: z.number().int(),
  verification: z.enum(verificationStatuses),
  createdAt: instant,
  createdBy: id,
  updatedAt: instant,
  updatedBy: id,
  deletedAt: instant.nullable(),
  deletedBy: id.nullable(),
  may: activityRightsSchema,
  /** As in its row of the timeline. */
  syncState: z.enum(syncStates).nullable(),
  news: z.array(newsEntrySchema),
})
export type Activity = z.infer<typeof activitySchema>

/** What a form should say before saving; none of them blocks, unless a policy says so. */
export const activityWarningSchema = z.object({
  kind: z.enum([
    ...(['longer_than_day', 'far_future', 'overlap', 'duplicate', 'in_progress'] as const),
    /** Done, and its type wants a report (TYP-07). */
    'report_missing',
  ]),
  /** The other activities, newest first; empty for warnings about it alone. */
  others: z.array(
    z.object({
      id,
      typeId: id,
      customerName: z.string(),
      title: z.string().nullable(),
      startAt: instant.nullable(),
      endAt: instant.nullable(),
    }),
  ),
})
export type ActivityWarning = z.infer<typeof activityWarningSchema>

const candidate = activityFields
  .pick({ typeId: true, customerId: true, startAt: true, endAt: true, assigneeId: true })
  .extend({ status: z.enum(storedStatuses) })

export const activitiesContract = {
  /** Prefilled values for a new activity (ACT-03). */
  'activities.defaults': {
    kind: 'query',
    input: z.object({ customerId: id.nullable(), tz: timeZone }),
    output: activityFields.extend({ customerId: id.nullable() }),
  },
  'activities.check': {
    kind: 'query',
    input: z.object({ id: id.nullable(), candidate }),
    output: z.array(activityWarningSchema),
  },
  /** Validates (ACT-02, ACT-04), writes, and answers with what deserves attention. */
  'activities.create': {
    kind: 'command',
    input: z.object({
      activity: activityFields.partial().required({ typeId: true, customerId: true }),
      description: richText.optional(),
      attachments: z.array(stagedFileSchema).max(50).default([]),
      /** A manager's reason to create beyond the past limit. */
      overrideReason: z.string().trim().min(1).max(500).optional(),
    }),
    output: z.object({
      id,
      warnings: z.array(activityWarningSchema),
      /** Whether the person may take the creation back. */
      canUndo: z.boolean(),
    }),
  },
  'activities.update': {
    kind: 'command',
    input: z.object({
      id,
      patch: activityFields.partial(),
      /** Required by some status changes (ACT-12) and past-limit overrides. */
      reason: z.string().trim().min(1).max(500).optional(),
    }),
    output: z.object({
      warnings: z.array(activityWarningSchema),
      /** Whether the person may still change the activity, for instance back. */
      canUndo: z.boolean(),
    }),
  },
  /** `null` when there is no such activity. */
  'activities.watch': {
    kind: 'stream',
    input: z.object({ id }),
    output: activitySchema.nullable(),
  },
  /** What goes with a deletion (ACT-10). */
  'activities.deletionImpact': {
    kind: 'query',
    input: z.object({ id }),
    output: z.object({
      reports: z.number().int(),
      attachments: z.number().int(),
      notes: z.number().int(),
      tasks: z.number().int(),
      /** It has a report, or is verified: whoever may delete it all the same says why (ACT-11). */
      wantsReason: z.boolean(),
    }),
  },
  'activities.setDeleted': {
    kind: 'command',
    input: z.object({
      id,
      deleted: z.boolean(),
      /** Required to delete one with a report, or a verified one (ACT-11). */
      reason: z.string().trim().min(1).max(500).optional(),
    }),
    output: nothing,
  },
  /** Deleted activities of the last `trashDays`, last deleted first. */
  'activities.trash': {
    kind: 'query',
    input: z.object({
      cursor: cursor.nullable().default(null),
      limit: z.number().int().max(200).default(100),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          id,
          typeId: id,
          title: z.string().nullable(),
          customerName: z.string(),
          startAt: instant.nullable(),
          deletedAt: instant,
          deletedBy: id,
          /** When it leaves the trash. */
          expiresAt: instant,
          mayRestore: refusalSchema.nullable(),
        }),
      ),
      next: cursor.nullable(),
      total: z.number().int(),
    }),
  },
} as const satisfies Contract
