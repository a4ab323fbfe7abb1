import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { changedRecords } from './changed-records.ts'

const roots = ['activities', 'notes']

/** What a document changes by `write`, told by another that had all before it. */
function changesOf(before: (doc: Y.Doc) => void, write: (doc: Y.Doc) => void): unknown {
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  one.transact(() => before(one))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  const known = Y.encodeStateVector(one)
  one.transact(() => write(one))
  const update = Y.encodeStateAsUpdate(one, known)
  return changedRecords(other, roots, () => Y.applyUpdate(other, update)).map(
    ({ keys, ...record }) => ({ ...record, keys: [...keys].sort() }),
  )
}

const record = (doc: Y.Doc, root: string, id: string): Y.Map<unknown> =>
  doc.getMap(root).get(id) as Y.Map<unknown>

function add(doc: Y.Doc, root: string, id: string): Y.Map<unknown> {
  const map = new Y.Map<unknown>([['title', 'Visite']])
  doc.getMap(root).set(id, map)
  return map
}

test('TL-19 a record that was not there is new', () => {
  expect(
    changesOf(
      () => undefined,
      (doc) => add(doc, 'activities', 'a'),
    ),
  ).toEqual([{ root: 'activities', id: 'a', isNew: true, keys: [] }])
})

test('TL-19 fields that change are named, each record once', () => {
  expect(
    changesOf(
      (doc) => ['a', 'b'].forEach((id) => add(doc, 'activities', id)),
      (doc) => {
        record(doc, 'activities', 'a').set('title', 'Tour du stock')
        record(doc, 'activities', 'a').set('status', 'done')
      },
    ),
  ).toEqual([{ root: 'activities', id: 'a', isNew: false, keys: ['status', 'title'] }])
})

test('TL-19 what is typed into a text is a change of its record', () => {
  expect(
    changesOf(
      (doc) => add(doc, 'notes', 'n').set('body', new Y.Text('Stock')),
      (doc) => (record(doc, 'notes', 'n').get('body') as Y.Text).insert(5, ' complet'),
    ),
  ).toEqual([{ root: 'notes', id: 'n', isNew: false, keys: ['body'] }])
})

test('TL-19 other root maps, and what is known already, are no change', () => {
  expect(
    changesOf(
      () => undefined,
      (doc) => add(doc, 'elsewhere', 'x'),
    ),
  ).toEqual([])
  expect(
    changesOf(
      (doc) => add(doc, 'activities', 'a'),
      () => undefined,
    ),
  ).toEqual([])
})
