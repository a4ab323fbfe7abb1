import { expect, test } from 'vitest'
import { fieldKey } from '../../contract/form-definition.ts'
import { fieldNames } from './field-names.ts'

test.each([
  ['outcome', 'outcome'],
  ['Outcome', 'outcome'],
  ['firstName', 'first_name'],
  ['Âge du client', 'age_du_client'],
  ['q1.2-b', 'q1_2_b'],
  ['_private_', 'private'],
  ['2nd', 'q_2nd'],
  ['', 'q'],
  ['品牌', 'q'],
  ['x'.repeat(80), 'x'.repeat(64)],
])('FRM-09 the key of the name « %s »', (name, key) => {
  expect(fieldNames()(name)).toBe(key)
  expect(fieldKey.parse(key)).toBe(key)
})

test('FRM-09 keys are given once, however long', () => {
  const newKey = fieldNames()
  const long = 'x'.repeat(70)
  expect([newKey('a'), newKey('A'), newKey('a_2'), newKey('a')]).toEqual([
    'a',
    'a_2',
    'a_2_2',
    'a_3',
  ])
  expect([newKey(long), newKey(long)]).toEqual(['x'.repeat(64), `${'x'.repeat(62)}_2`])
})
