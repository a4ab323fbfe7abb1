import { z } from 'zod'
import { storedStatuses } from '../../contract/activities.ts'
import { id, instant as instantSchema } from '../../contract/scalars.ts'
import { explanations } from '../../domain/verification/reasons.ts'
import { instant, json, oneOf, requiredText, text } from '../coerce.ts'
import { knownWrites } from '../deletion.ts'
import { typeUse } from '../known-uses.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

export const reopening = z.object({ at: instantSchema, by: id, reason: z.string().max(500) })

export const explained = z.object({
  code: z.enum(explanations),
  text: z.string().max(500).nullable(),
  by: id,
  at: instantSchema,
})

export const activityRecord = defineRecord({
  root: 'activities',
  fields: {
    ...meta,
    /** What whoever deleted it knew of the record. */
    deletedSeen: json(knownWrites),
    typeId: requiredText(64),
    /** Who gave it its type, and when; `null`: whoever created it. */
    typeGiven: json(typeUse),
    /** The archived type that somebody gave it, or left it, knowing that it is archived (TYP-06). */
    typeKept: text(64),
    customerId: requiredText(64),
    title: text(200),
    startAt: instant,
    endAt: instant,
    tz: requiredText(64, 'UTC'),
    plannedStartAt: instant,
    plannedEndAt: instant,
    status: oneOf(storedStatuses, 'draft'),
    cancelReason: text(500),
    /** Why a manager wrote past a limit or against the usual order of statuses. */
    overrideReason: text(500),
    assigneeId: requiredText(64),
    locationText: text(300),
    /** A manager let reports in again after the deadline (REP-08): the last time, by whom and why. */
    reopened: json(reopening),
    /** Why it is not verified, as whoever made the visit says (GPS-19). */
    verificationExplained: json(explained),
    origin: oneOf(['manual', 'calendar', 'route', 'import', 'assistant'], 'manual'),
  },
  /**
   * `reportIds`: a report says here that it is there, so that whoever deletes the activity meanwhile is
   * found not to have known of it (SYN-06).
   */
  sets: ['contactIds', 'reportIds'],
  texts: ['description'],
})
