import { z } from 'zod'
import { storedStatuses } from './activities.ts'
import { verificationStatuses } from '../domain/verification/outcomes.ts'
import { cursor } from './customers.ts'
import { newsEntrySchema } from './news.ts'
import type { Contract } from './operation.ts'
import { activityRightsSchema } from './permissions.ts'
import { id, instant, localDate, nothing, timeZone } from './scalars.ts'
import { syncStates } from './sync-state.ts'

/** `none` stands for people without a team (TL-11). */
export const noTeam = 'none'

/** `overdue` is computed, the others are stored (TL-07, ACT-12). */
export const filterStatuses = [...storedStatuses, 'overdue'] as const
export type FilterStatus = (typeof filterStatuses)[number]

export const reportFilters = ['submitted', 'missing', 'required'] as const

export const timelineFilterSchema = z.object({
  /** `null` = all customers (TL-23). */
  customerId: id.nullable().default(null),
  includeBranches: z.boolean().default(false),
  /** Inclusive local days in `tz`; either end may be open (TL-09). */
  from: localDate.nullable().default(null),
  to: localDate.nullable().default(null),
  typeIds: z.array(id).max(200).default([]),
  teamIds: z.array(id).max(200).default([]),
  includeFormerMembers: z.boolean().default(false),
  assigneeIds: z.array(id).max(500).default([]),
  statuses: z.array(z.enum(filterStatuses)).default([]),
  hasAttachment: z.boolean().nullable().default(null),
  /**
   * `missing`: it has begun, its type offers a form, and nobody has submitted a report (TL-13).
   * `required`: of these, those whose type wants one (TYP-07).
   */
  reports: z.enum(reportFilters).nullable().default(null),
  /** `unverified`: it has begun, its type is one that is verified by GPS, and it is not (GPS-02). */
  verification: z.enum(verificationStatuses).nullable().default(null),
  createdByMe: z.boolean().default(false),
  /** Counts only while the workspace is shared. */
  syncStates: z.array(z.enum(syncStates)).default([]),
  /**
   * Only what colleagues changed and nobody here has seen (TL-19), or has seen after this instant: so
   * a row stays while one reads on. Then what they deleted is listed too.
   */
  newsSince: instant.nullable().default(null),
  /** Title, description, notes and reports; accent-insensitive, words match by their beginning. */
  text: z.string().max(200).default(''),
  order: z.enum(['newest', 'oldest']).default('newest'),
  /** The viewer's zone. */
  tz: timeZone,
})
export type TimelineFilter = z.infer<typeof timelineFilterSchema>

/** Undated drafts, then upcoming and overdue (ascending), then history (TL-02, TL-06). */
export const timelineBlocks = ['undated', 'upcoming', 'history'] as const
export type TimelineBlock = (typeof timelineBlocks)[number]

export const timelineRowSchema = z.object({
  id,
  block: z.enum(timelineBlocks),
  typeId: id,
  customerId: id,
  customerName: z.string(),
  parentName: z.string().nullable(),
  customerGone: z.boolean(),
  title: z.string().nullable(),
  startAt: instant.nullable(),
  endAt: instant.nullable(),
  tz: timeZone,
  /** The customer's own zone, when known. */
  customerTz: z.string().nullable(),
  status: z.enum(storedStatuses),
  overdue: z.boolean(),
  assigneeId: id,
  attachmentCount: z.number().int(),
  noteCount: z.number().int(),
  reportCount: z.number().int(),
  /** When new reports are accepted; `null` where the type offers none, or there will be none (TL-04). */
  report: z
    .object({
      /** By the clock of this device. */
      from: instant.nullable(),
      until: instant.nullable(),
      /** One is being filled on this device. */
      hasDraft: z.boolean(),
      /** The type wants one: without it, what is over is unfinished (TYP-07). */
      isRequired: z.boolean(),
    })
    .nullable(),
  /** `null` where it is not verified, and its type is not one that is verified by GPS (GPS-02). */
  verification: z.enum(verificationStatuses).nullable(),
  /** First line of the description, at most 200 characters (TL-05). */
  firstLine: z.string(),
  /** Beginning of the description and of the last note, for the cards. */
  excerpt: z.string(),
  lastNote: z.string().nullable(),
  createdAt: instant,
  may: activityRightsSchema.pick({ edit: true, delete: true }),
  /** Only among news. */
  deletedAt: instant.nullable(),
  /** `null` while the workspace is not shared. */
  syncState: z.enum(syncStates).nullable(),
  /** What nobody here has seen yet, the latest first. */
  news: z.array(newsEntrySchema),
})
export type TimelineRow = z.infer<typeof timelineRowSchema>

const count = z.object({ id: z.string(), count: z.number().int() })
export const timelineSummarySchema = z.object({
  total: z.number().int(),
  undated: z.number().int(),
  upcoming: z.number().int(),
  overdue: z.number().int(),
  history: z.number().int(),
  /** How many of `total` are on branches of the customer (TL-12). */
  fromBranches: z.number().int(),
  /** Counts per value; each respects all other filters, not its own (TL-14). */
  facets: z.object({
    types: z.array(count),
    assignees: z.array(count),
    teams: z.array(count),
    statuses: z.array(count),
    /** Empty while the workspace is not shared. */
    syncStates: z.array(count),
  }),
})
export type TimelineSummary = z.infer<typeof timelineSummarySchema>

export const timelineContract = {
  /** One block, page by page with `next`; `E-FLT-RANGE` when `from` is after `to`. */
  'timeline.page': {
    kind: 'query',
    input: z.object({
      filter: timelineFilterSchema,
      block: z.enum(timelineBlocks),
      cursor: cursor.nullable().default(null),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ rows: z.array(timelineRowSchema), next: cursor.nullable() }),
  },
  /** The rows of `ids` that match the filter, in timeline order: patches a list after a change. */
  'timeline.rows': {
    kind: 'query',
    input: z.object({ filter: timelineFilterSchema, ids: z.array(id).max(500) }),
    output: z.array(timelineRowSchema),
  },
  'timeline.summary': {
    kind: 'query',
    input: z.object({ filter: timelineFilterSchema }),
    output: timelineSummarySchema,
  },
  /** Activities written since; `all` when too many to name. Emits nothing until something changes. */
  'timeline.changes': {
    kind: 'stream',
    input: nothing,
    output: z.object({ ids: z.array(id), all: z.boolean() }),
  },
} as const satisfies Contract
