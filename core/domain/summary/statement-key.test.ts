import { expect, test } from 'vitest'
import { statementKey } from './statement-key.ts'

const key = statementKey('issue', 'r1', 'Retard de livraison.')

test('AIS-08 a key is the same for the same words, however they are written', () => {
  expect(key).toMatch(/^[0-9a-f]{16}$/)
  expect(statementKey('issue', 'r1', ' RETARD  de li\u200bvraison. ')).toBe(key)
})

test.each([
  ['section', statementKey('pending', 'r1', 'Retard de livraison.')],
  ['source', statementKey('issue', 'r2', 'Retard de livraison.')],
  ['passage', statementKey('issue', 'r1', 'Retard de facturation.')],
])('AIS-08 another %s has another key', (_, other) => {
  expect(other).not.toBe(key)
})
