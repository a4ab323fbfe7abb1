import { expect, test } from 'vitest'
import { historyFields } from '../../core/contract/activity-history.ts'
import { reviewedFields } from '../../core/crdt/records/reviewed-fields.ts'
import activities from '../locales/fr/activities.json'
import app from '../locales/fr/app.json'
import customers from '../locales/fr/customers.json'
import tasks from '../locales/fr/tasks.json'
import { fieldLabelKey } from './field-label.ts'

const messages: unknown = { ...activities, ...app, ...customers, ...tasks }

function lookUp(key: string): unknown {
  return key
    .split('.')
    .reduce((node, part) => (node as Record<string, unknown> | undefined)?.[part], messages)
}

const nameless = (root: string, fields: readonly string[]): string[] =>
  fields.filter((field) => typeof lookUp(fieldLabelKey(root, field)) !== 'string')

test('SYN-03 every field that can be asked about is called as its form calls it', () => {
  expect(
    Object.entries(reviewedFields).flatMap(([root, fields]) => nameless(root, fields)),
  ).toEqual([])
})

test('TL-21 every field of an activity’s history has a name of its own', () => {
  expect(nameless('activities', [...historyFields, ''])).toEqual([])
  const keys = historyFields.map((field) => fieldLabelKey('activities', field))
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).not.toContain('app.values.field')
})
