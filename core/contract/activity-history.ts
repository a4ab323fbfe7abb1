import { z } from 'zod'
import { activityFields, activitySchema, activityWarningSchema } from './activities.ts'
import type { Contract } from './operation.ts'
import { id, instant, nothing, richText } from './scalars.ts'

/** Fields of an activity that people choose, and can be given back a former value. */
export const historyFields = [
  ...activityFields.keyof().options,
  'description',
] as const satisfies readonly string[]
export type HistoryField = (typeof historyFields)[number]

/** An instant, or right before or after an entry of the history. */
export const historyPointSchema = z.union([
  z.object({ at: instant }),
  z.object({ entry: z.string().max(40), side: z.enum(['before', 'after']) }),
])
export type HistoryPoint = z.infer<typeof historyPointSchema>

/** Stands for what a newer version wrote and this one cannot read (SYN-14). */
export const unreadable = { newer: true } as const

export function isUnreadable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'newer' in value
}

export const fieldChangeSchema = z.object({
  /**
   * A `HistoryField`, `deletedAt`, `reopened` for reports that were let in again (REP-08), or empty for
   * fields of a newer version.
   */
  field: z.string(),
  /**
   * A value of the field, or `unreadable`; of a description the part that differs, as plain text.
   */
  before: z.unknown(),
  after: z.unknown(),
  /** `false` for a value that lost against one written at the same time. */
  isKept: z.boolean(),
})
export type FieldChange = z.infer<typeof fieldChangeSchema>

export const historyEntrySchema = z.object({
  /** Names it among the entries of its record, on this device. */
  id: z.string(),
  /**
   * - `created`: the first that is known of the record, by the one who made it.
   * - `changed`: one change; a text that somebody typed is one for as long as they went on.
   * - `state`: many updates had become one before this device got them. Whose they were is not known.
   */
  kind: z.enum(['created', 'changed', 'state']),
  /** Of the update, by the log; of a typed text, of its last one. */
  at: instant,
  userId: z.string(),
  changes: z.array(fieldChangeSchema),
})
/** What one person did to one record at one time, or what is known of a time before. */
export type HistoryEntry = z.infer<typeof historyEntrySchema>

export const pastActivitySchema = activitySchema.pick({
  ...{ id: true, typeId: true, customerId: true, title: true, startAt: true, endAt: true },
  ...{ tz: true, status: true, cancelReason: true, assigneeId: true, contactIds: true },
  ...{ locationText: true, description: true, plannedStartAt: true, plannedEndAt: true },
  ...{ customerName: true, parentName: true, customerGone: true, customerTz: true },
  ...{ deletedAt: true, newerFields: true },
})
export type PastActivity = z.infer<typeof pastActivitySchema>

/** Time travel from the log of this device; works offline (TL-21). */
export const activityHistoryContract = {
  /** Who changed which field: the last known first. */
  'activities.history': {
    kind: 'query',
    input: z.object({ id }),
    output: z.object({
      entries: z.array(historyEntrySchema),
      /** Of customers and contacts that the values stand for, by id. */
      names: z.record(z.string(), z.string()),
    }),
  },
  /** The activity as it was; `null` where it was not there yet or is not known. */
  'activities.at': {
    kind: 'query',
    input: z.object({ id, point: historyPointSchema }),
    output: pastActivitySchema.nullable(),
  },
  /** Gives one field the value that it had, as an edit with all the rules of one (ACT-04, ACT-12). */
  'activities.restoreField': {
    kind: 'command',
    input: z.object({ id, field: z.enum(historyFields), point: historyPointSchema }),
    output: z.object({
      warnings: z.array(activityWarningSchema),
      /** Whether the person may still change the field, for instance back. */
      canUndo: z.boolean(),
    }),
  },
  /** Makes the description read so; what others type beside what differs stays. */
  'activities.setDescription': {
    kind: 'command',
    input: z.object({ id, description: richText }),
    output: nothing,
  },
} as const satisfies Contract
