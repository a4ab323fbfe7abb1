import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalDelta } from './canonical-delta.ts'
import { localChange } from './local-change.ts'

test('NOT-05 a line that gets a format loses the others, seen or not', () => {
  const text = new Y.Doc().getText('body')
  text.applyDelta([{ insert: 'a' }, { insert: '\n', attributes: { list: 'bullet', header: 1 } }])
  text.applyDelta(localChange([{ retain: 1 }, { retain: 1, attributes: { list: null } }]))
  expect(canonicalDelta(text.toDelta() as { insert: unknown }[])).toEqual([{ insert: 'a\n' }])
})

test('ACT-04 a change keeps its positions and loses unsafe links and unknown formats', () => {
  expect(
    localChange([
      { retain: 2, attributes: { color: 'red' } },
      { retain: 1, attributes: { link: 'javascript:alert(1)', bold: true } },
      { insert: 'x', attributes: { link: 'data:text/html,x', italic: true } },
      { insert: { image: 'x' } },
      { delete: 3 },
    ]),
  ).toEqual([
    { retain: 2 },
    { retain: 1, attributes: { bold: true, link: null } },
    { insert: 'x', attributes: { italic: true } },
    { insert: '\ufffc' },
    { delete: 3 },
  ])
})

test('NOT-05 clearing a mark clears it in the shared text', () => {
  expect(localChange([{ retain: 3, attributes: { bold: null } }])).toEqual([
    { retain: 3, attributes: { bold: null } },
  ])
})

test('NOT-05 half a character is written as the one that stands for it after a transfer', () => {
  expect(localChange([{ insert: 'a\ud83d' }])).toEqual([{ insert: 'a\ufffd' }])
})
