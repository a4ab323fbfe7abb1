import { assistantAuditSchema } from '../../domain/reports/assistant-audit.ts'
import { answersSchema, reportModes } from '../../contract/reports.ts'
import {
  flag,
  instant,
  json,
  oneOf,
  requiredInstant,
  requiredInteger,
  requiredText,
  text,
} from '../coerce.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

/**
 * One revision of a report, in the document of its activity. A correction is a record of its own, so
 * that two of them both stay (REP-10, SYN-07); only what its author amends within ten minutes and marks
 * such as a withdrawal, which stands in the first revision, change a record.
 */
export const reportRecord = defineRecord({
  root: 'reports',
  fields: {
    ...meta,
    deletedReason: text(500),
    activityId: requiredText(64),
    formId: requiredText(64),
    versionId: requiredText(64),
    /** The first revision; `null` in the first. */
    revisionOf: text(64),
    /** Why it was corrected. */
    reason: text(500),
    answers: json(answersSchema),
    /** When the button was pressed, by the corrected clock and by the device's own (REP-07). */
    submittedAt: requiredInstant,
    submittedRawAt: requiredInstant,
    isClockDoubtful: flag,
    onBehalfOf: text(64),
    startedAt: requiredInstant,
    fillMs: requiredInteger(0, 1_000_000_000, 0),
    deviceId: requiredText(64),
    mode: oneOf(reportModes, 'manual'),
    /** How it came out of a conversation (AIR-13). */
    assistant: json(assistantAuditSchema),
    withdrawnAt: instant,
    withdrawnBy: text(64),
    withdrawnReason: text(500),
  },
})
