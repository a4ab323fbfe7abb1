import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { indexOfPlace, textPlaceAt } from './text-place.ts'

/** A document with two notes, and the bodies in it. */
function notes(clientID: number): { doc: Y.Doc; one: Y.Text; two: Y.Text } {
  const doc = new Y.Doc()
  doc.clientID = clientID
  const body = (id: string, text: string): Y.Text =>
    doc.getMap<Y.Map<Y.Text>>('notes').set(id, new Y.Map<Y.Text>()).set('body', new Y.Text(text))
  return { doc, one: body('n1', 'abcdef\n'), two: body('n2', 'xyz\n') }
}

function copyOf(doc: Y.Doc): Y.Text {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy.getMap<Y.Map<Y.Text>>('notes').get('n1')!.get('body')!
}

function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
}

test('NOT-05 a place is where it was, on another device too', () => {
  const { doc, one } = notes(1)
  const there = copyOf(doc)
  for (let index = 0; index <= one.length; index++)
    expect(indexOfPlace(textPlaceAt(one, index), there)).toBe(index)
})

test('NOT-05 a place stays between its characters while both write around it', () => {
  const { doc, one } = notes(1)
  const there = copyOf(doc)
  const place = textPlaceAt(one, 3)
  one.insert(5, 'behind')
  one.insert(0, 'before ')
  there.insert(1, 'at once ')
  there.delete(0, 1)
  exchange(doc, there.doc!)
  expect(one.toJSON()).toBe(there.toJSON())
  expect(indexOfPlace(place, there)).toBe(there.toJSON().indexOf('d'))
  expect(indexOfPlace(place, one)).toBe(indexOfPlace(place, there))
})

test('NOT-05 a place before what was deleted moves to what is left', () => {
  const { one } = notes(1)
  const place = textPlaceAt(one, 3)
  one.delete(2, 3)
  expect(one.toJSON()).toBe('abf\n')
  expect(indexOfPlace(place, one)).toBe(2)
})

test('NOT-05 a place in another text, or in what has not arrived, is nowhere here', () => {
  const { doc, one, two } = notes(1)
  const there = copyOf(doc)
  expect(indexOfPlace(textPlaceAt(two, 1), one)).toBeUndefined()
  expect(indexOfPlace(textPlaceAt(two, 4), one)).toBeUndefined()
  one.insert(2, 'new')
  expect(indexOfPlace(textPlaceAt(one, 3), there)).toBeUndefined()
})

test.each([
  ['an item of nobody', { item: { client: 77, clock: 0 }, type: null, assoc: 0 }],
  ['a text of nobody', { item: null, type: { client: 77, clock: 0 }, assoc: 0 }],
  ['a record', { item: { client: 1, clock: 0 }, type: null, assoc: 0 }],
  ['a character for a text', { item: null, type: { client: 1, clock: 3 }, assoc: 0 }],
  ['the largest number', { item: { client: 1, clock: 2 ** 53 - 1 }, type: null, assoc: 0 }],
])('PRM-02 a place that names %s is nowhere, and changes nothing', (_, place) => {
  const { doc, one } = notes(1)
  const before = Y.encodeStateAsUpdate(doc)
  expect(indexOfPlace(place, one)).toBeUndefined()
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
})
