import { activityTypeSchema } from '../../contract/activity-types.ts'
import { radiusLimits } from '../../domain/verification/radius.ts'
import { color, id, localisedText } from '../../contract/scalars.ts'
import { flag, instant, integer, json, requiredInteger, requiredText, text } from '../coerce.ts'
import { knownWrites } from '../deletion.ts'
import { knownUses } from '../known-uses.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

const anyNumber = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : 0

/** A type that an administrator made; what is changed about the built-in ones lies elsewhere. */
export const activityTypeRecord = defineRecord({
  root: 'activityTypes',
  fields: {
    ...meta,
    deletedSeen: json(knownWrites),
    /** Both languages are one value, as the built-in types have it. */
    name: json(localisedText),
    description: text(500),
    icon: requiredText(60),
    color: json(color),
    defaultDurationMin: requiredInteger(1, 1440, 30),
    order: anyNumber,
    archivedAt: instant,
    archivedBy: text(64),
    /** What whoever archived it knew of its activities. */
    archivedSeen: json(knownUses),
    /** The type that its activities were given instead. */
    replacedBy: json(id),
    reportLimitMin: integer(0, 525_600),
    requiresLocation: flag,
    gpsEligible: flag,
    gpsRadiusM: integer(radiusLimits.min, radiusLimits.max),
    reportRequired: flag,
    reminderMin: integer(0, 40_320),
    cancelReasons: json(activityTypeSchema.shape.cancelReasons),
    cancelReasonRequired: flag,
    nextTypeId: text(64),
    nextAfterDays: integer(0, 730),
  },
  /** `formIds/<formId>` is the place of a form that the type offers. */
  keyed: ['formIds'],
})
