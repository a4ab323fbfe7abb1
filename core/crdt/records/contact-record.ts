import { flag, requiredText, text } from '../coerce.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

export const contactRecord = defineRecord({
  root: 'contacts',
  fields: {
    ...meta,
    customerId: requiredText(64),
    name: requiredText(120),
    role: text(120),
    email: text(254),
    phone: text(60),
    mobile: text(60),
    preferred: flag,
  },
})
