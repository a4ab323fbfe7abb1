import { requiredText } from '../coerce.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

/** An internal note on an activity; `body` merges by character (NOT-05). */
export const noteRecord = defineRecord({
  root: 'notes',
  fields: { ...meta, activityId: requiredText(64) },
  texts: ['body'],
})
