import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { isDeletionUnaware, knownWritesOf } from './deletion.ts'

function device(clientId: number, from?: Y.Doc): { doc: Y.Doc; record: Y.Map<unknown> } {
  const doc = new Y.Doc()
  doc.clientID = clientId
  if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  const records = doc.getMap<Y.Map<unknown>>('activities')
  if (!records.has('a1')) records.set('a1', new Y.Map())
  return { doc, record: records.get('a1')! }
}

function remove(record: Y.Map<unknown>): void {
  record.set('deletedAt', 5)
  record.set('deletedSeen', knownWritesOf(record))
}

function meet(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
}

function pair(): ReturnType<typeof device>[] {
  const one = device(1)
  one.record.set('title', 'Visite')
  one.record.set('description', new Y.Text('Bonjour'))
  return [one, device(2, one.doc)]
}

test.each<[string, (record: Y.Map<unknown>) => void]>([
  ['a field', (record) => record.set('title', 'Garantie')],
  ['a text', (record) => (record.get('description') as Y.Text).insert(3, '!')],
])('SYN-06 a deletion that had not seen a change of %s is known on both devices', (_, change) => {
  const [one, other] = pair() as [ReturnType<typeof device>, ReturnType<typeof device>]
  remove(one.record)
  expect(isDeletionUnaware(one.record)).toBe(false)
  change(other.record)
  meet(one.doc, other.doc)
  expect([one, other].map(({ record }) => isDeletionUnaware(record))).toEqual([true, true])
  remove(other.record)
  meet(one.doc, other.doc)
  expect([one, other].map(({ record }) => isDeletionUnaware(record))).toEqual([false, false])
})

test('SYN-06 a deletion that had seen the change stands', () => {
  const [one, other] = pair() as [ReturnType<typeof device>, ReturnType<typeof device>]
  other.record.set('title', 'Garantie')
  meet(one.doc, other.doc)
  remove(one.record)
  meet(one.doc, other.doc)
  expect([one, other].map(({ record }) => isDeletionUnaware(record))).toEqual([false, false])
})

test('SYN-06 two who delete at once are of one mind', () => {
  const [one, other] = pair() as [ReturnType<typeof device>, ReturnType<typeof device>]
  remove(one.record)
  remove(other.record)
  meet(one.doc, other.doc)
  expect([one, other].map(({ record }) => isDeletionUnaware(record))).toEqual([false, false])
})

test('SYN-06 an older deletion that does not say what it knew stands', () => {
  const [one] = pair() as [ReturnType<typeof device>]
  one.record.set('deletedAt', 5)
  one.record.set('title', 'Garantie')
  expect(isDeletionUnaware(one.record)).toBe(false)
})
