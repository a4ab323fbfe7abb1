import { storedStatuses } from '../../contract/activities.ts'
import { instant, json, oneOf, requiredText, text } from '../coerce.ts'
import { knownWrites } from '../deletion.ts'
import { typeUse } from '../known-uses.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

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
    origin: oneOf(['manual', 'calendar', 'route', 'import', 'assistant'], 'manual'),
  },
  sets: ['contactIds'],
  texts: ['description'],
})
