import { parentRef } from '../../contract/scalars.ts'
import { json, requiredInteger, requiredText } from '../coerce.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

/** A link to a file of the content store; the content itself never enters a document. */
export const attachmentRecord = defineRecord({
  root: 'attachments',
  fields: {
    ...meta,
    parent: json(parentRef),
    hash: requiredText(64),
    name: requiredText(255),
    mime: requiredText(127, 'application/octet-stream'),
    sizeBytes: requiredInteger(0, Number.MAX_SAFE_INTEGER, 0),
  },
})
