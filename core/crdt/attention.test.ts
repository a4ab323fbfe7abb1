import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readSeen, readSubscriptions, writeSeen, writeSubscription } from './attention.ts'

test('NOT-03 what two devices of one person marked and chose apart is joined', () => {
  const [laptop, tablet] = [new Y.Doc(), new Y.Doc()]
  writeSeen(laptop, [{ id: 'n1', isMention: true }], { at: 10, keptFrom: 0 })
  writeSubscription(laptop, 'a1', 10)
  writeSeen(tablet, [{ id: 'n2', isMention: false }], { at: 20, keptFrom: 0 })
  writeSubscription(tablet, 'a2', false)
  Y.applyUpdate(tablet, Y.encodeStateAsUpdate(laptop))
  const isSeen = readSeen(tablet)
  expect(isSeen({ id: 'n1', isMention: true })).toBe(true)
  expect(isSeen({ id: 'n1', isMention: false })).toBe(false)
  expect(isSeen({ id: 'n2', isMention: false })).toBe(true)
  expect([...readSubscriptions(tablet)].sort()).toEqual([
    ['a1', 10],
    ['a2', false],
  ])
})

test('NOT-03 marks of long ago are forgotten, values of other kinds do no harm', () => {
  const doc = new Y.Doc()
  writeSeen(doc, [{ id: 'old', isMention: false }], { at: 10, keptFrom: 0 })
  doc.getMap('seenNotes').set('odd', 'yesterday')
  doc.getMap('subscriptions').set('odd', { since: 1 })
  writeSeen(doc, [{ id: 'new', isMention: false }], { at: 100, keptFrom: 50 })
  expect([...doc.getMap('seenNotes').keys()].sort()).toEqual(['new', 'odd'])
  expect(readSeen(doc)({ id: 'odd', isMention: false })).toBe(false)
  expect([...readSubscriptions(doc)]).toEqual([])
})
