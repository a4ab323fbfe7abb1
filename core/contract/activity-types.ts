import { z } from 'zod'
import { radiusLimits } from '../domain/verification/radius.ts'
import { isTypeIcon } from '../domain/activity-types/type-icons.ts'
import type { Contract } from './operation.ts'
import { color, id, instant, localisedText, nothing } from './scalars.ts'

/** What a type asks for and proposes beyond its look (TYP-07). */
const extras = {
  /** A place has to be named, unless the customer has an address. */
  requiresLocation: z.boolean(),
  /** Presence can be verified by GPS. */
  gpsEligible: z.boolean(),
  /** Around the customer, in metres; `null`: as the organisation (GPS-04). */
  gpsRadiusM: z.number().int().min(radiusLimits.min).max(radiusLimits.max).nullable(),
  /** Without a report an activity that is over is unfinished. */
  reportRequired: z.boolean(),
  /** Minutes before the start; `null`: none. */
  reminderMin: z.number().int().min(0).max(40_320).nullable(),
  /** Reasons that are offered when an activity is cancelled. */
  cancelReasons: z.array(z.string().trim().min(1).max(100)).max(20),
  cancelReasonRequired: z.boolean(),
  /** The type that usually comes next, and after how many days; `null`: the same type, after a week. */
  nextTypeId: id.nullable(),
  nextAfterDays: z.number().int().min(0).max(730).nullable(),
} as const

export const activityTypeSchema = z.object({
  id,
  /** Stable key of a built-in type, for logic; `null` for custom types. */
  key: z.enum(['visit', 'planned_visit', 'call_in', 'call_out', 'meeting']).nullable(),
  name: localisedText,
  description: z.string().nullable(),
  icon: z.string(),
  color,
  defaultDurationMin: z.number().int().min(1).max(1440),
  direction: z.enum(['in', 'out']).nullable(),
  isPlanned: z.boolean(),
  /** Zero-length activities are allowed only for instant types (ACT-04). */
  instant: z.boolean(),
  builtin: z.boolean(),
  /** Set = hidden from pickers; old activities keep name, icon and colour. */
  archivedAt: instant.nullable(),
  /** The type that the activities of an archived one were given instead. */
  replacedBy: id.nullable(),
  order: z.number(),
  /** Forms that it offers for reports, in their order (FRM-01). */
  formIds: z.array(id),
  /** Overrides the organisation's limit for reports, in minutes; `null`: as the organisation (REP-06). */
  reportLimitMin: z.number().int().min(0).max(525_600).nullable(),
  ...extras,
})
export type ActivityType = z.infer<typeof activityTypeSchema>

const fields = z.object({
  name: localisedText,
  description: z.string().max(500).nullable(),
  icon: z.string().refine(isTypeIcon, 'one of the set'),
  color,
  defaultDurationMin: z.number().int().min(1).max(1440),
  reportLimitMin: activityTypeSchema.shape.reportLimitMin,
  ...extras,
})

const bulkChange = {
  kind: 'job',
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
} as const

const changed = {
  changed: z.number().int(),
  /** Stopped by the user: what was changed until then stays so. */
  cancelled: z.boolean(),
}

/** What `activityTypes.undoReplace` needs to find again what was replaced. */
const replacement = z.object({
  id,
  by: id,
  at: instant,
  /** The type as it was before. */
  wasArchivedAt: instant.nullable(),
  wasReplacedBy: id.nullable(),
})
export type TypeReplacement = z.infer<typeof replacement>

export const activityTypesContract = {
  /** All types, archived ones included, in display order. */
  'activityTypes.watch': { kind: 'stream', input: nothing, output: z.array(activityTypeSchema) },
  'activityTypes.create': {
    kind: 'command',
    input: fields.partial().required({ name: true, icon: true, color: true }),
    output: z.object({ id }),
  },
  'activityTypes.update': {
    kind: 'command',
    input: z.object({ id, patch: fields.extend({ archived: z.boolean() }).partial() }),
    output: nothing,
  },
  /** Behind another type, or to the front. */
  'activityTypes.move': {
    kind: 'command',
    input: z.object({ id, after: id.nullable() }),
    output: nothing,
  },
  /** How many activities have the type, and how many more that can be restored from the trash. */
  'activityTypes.usage': {
    kind: 'query',
    input: z.object({ id }),
    output: z.object({ count: z.number().int(), trashed: z.number().int() }),
  },
  /** Refuses built-in types (`E-TYP-BUILTIN`) and those in use (`E-TYP-IN-USE`, TYP-05). */
  'activityTypes.setDeleted': {
    kind: 'command',
    input: z.object({ id, deleted: z.boolean() }),
    output: nothing,
  },
  /** Archives the type and gives its activities another one (TYP-05), or merges it (TYP-06). */
  'activityTypes.replace': {
    ...bulkChange,
    input: z.object({ id, by: id }),
    output: replacement.extend(changed),
  },
  /** Gives the activities of a replacement their type back, where nobody has changed it since. */
  'activityTypes.undoReplace': {
    ...bulkChange,
    input: replacement,
    output: z.object(changed),
  },
} as const satisfies Contract
