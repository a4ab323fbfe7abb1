import { requiredText } from '../coerce.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

/** A named filter of one screen; `filter` is the screen's own JSON. */
export const savedViewRecord = defineRecord({
  root: 'savedViews',
  fields: {
    ...meta,
    screen: requiredText(60),
    name: requiredText(60),
    filter: (value: unknown) => value ?? null,
  },
})
