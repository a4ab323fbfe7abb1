import { oneOf, requiredInstant, requiredText, text } from '../coerce.ts'
import { defineRecord } from '../record.ts'

/**
 * A report that is being made in a conversation, in the document of its author, so that it goes on on any
 * of their devices (AIR-11). What happened in it is read by `conversation-events.ts`. It is removed when
 * the report is submitted, or it is thrown away.
 */
export const conversationRecord = defineRecord({
  root: 'conversations',
  fields: {
    activityId: requiredText(64),
    /** The id that the report will have. */
    reportId: requiredText(64),
    mode: oneOf(['form', 'dynamic'], 'form'),
    /** What is filled first. */
    formId: requiredText(64),
    versionId: requiredText(64),
    /** The activity's zone when it began: moments that are said are in it. */
    tz: text(64),
    /** By the corrected clock (REP-08). */
    startedAt: requiredInstant,
  },
  keyed: ['event'],
})
