import { roles } from '../../contract/users.ts'
import { flag, oneOf, requiredText, text } from '../coerce.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

/** A person of the workspace, in the `directory` document. `roles/<role>` are the set's keys. */
export const memberRecord = defineRecord({
  root: 'members',
  fields: {
    ...meta,
    firstName: requiredText(80),
    lastName: requiredText(80),
    email: text(254),
    color: requiredText(7, '#64748B'),
    tz: requiredText(64, 'Europe/Paris'),
    locale: oneOf(['fr', 'en'], 'fr'),
    active: flag,
  },
  sets: ['roles'],
})

export function isRole(value: string): value is (typeof roles)[number] {
  return (roles as readonly string[]).includes(value)
}
