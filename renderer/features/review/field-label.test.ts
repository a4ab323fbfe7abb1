import { expect, test } from 'vitest'
import { reviewedFields } from '../../../core/crdt/records/reviewed-fields.ts'
import activities from '../../locales/fr/activities.json'
import customers from '../../locales/fr/customers.json'
import tasks from '../../locales/fr/tasks.json'
import { fieldLabelKey } from './field-label.ts'

const messages: unknown = { ...activities, ...customers, ...tasks }

function lookUp(key: string): unknown {
  return key
    .split('.')
    .reduce((node, part) => (node as Record<string, unknown> | undefined)?.[part], messages)
}

test('SYN-03 every field that can be asked about is called as its form calls it', () => {
  const nameless = Object.entries(reviewedFields).flatMap(([root, fields]) =>
    fields.filter((field) => typeof lookUp(fieldLabelKey(root, field)) !== 'string'),
  )
  expect(nameless).toEqual([])
})
