import type * as Y from 'yjs'
import { instant, requiredText, text } from '../coerce.ts'
import { addMember, defineRecord } from '../record.ts'
import { meta } from './meta.ts'

/**
 * An internal note on an activity; `body` merges by character (NOT-05). `editors` are the people who
 * changed it after it was written: `updatedBy` names only one of two who did at once.
 */
export const noteRecord = defineRecord({
  root: 'notes',
  fields: { ...meta, activityId: requiredText(64), pinnedAt: instant, pinnedBy: text(64) },
  sets: ['editors'],
  texts: ['body'],
})

/** Notes that somebody changed the body. Call inside a transaction of the document. */
export function addNoteEditor(map: Y.Map<unknown>, userId: string): void {
  addMember(map, 'editors', userId)
}
