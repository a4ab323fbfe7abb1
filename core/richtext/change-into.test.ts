import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DeltaOp } from '../contract/scalars.ts'
import { changeInto } from './change-into.ts'

const bold = { bold: true }

function changed(from: DeltaOp[], to: DeltaOp[]): unknown {
  const text = new Y.Doc().getText('text')
  text.applyDelta(from)
  text.applyDelta(changeInto(from, to))
  return text.toDelta()
}

test.each<[string, DeltaOp[], DeltaOp[]]>([
  ['to nothing', [{ insert: 'Stock\n' }], []],
  ['from nothing', [], [{ insert: 'Stock\n' }]],
  ['in the middle', [{ insert: 'le stock\n' }], [{ insert: 'le grand stock\n' }]],
  ['where ends are alike', [{ insert: 'aaa' }], [{ insert: 'aa' }]],
  ['of marks', [{ insert: 'Stock\n' }], [{ insert: 'St', attributes: bold }, { insert: 'ock\n' }]],
  ['of one emoji into its neighbour', [{ insert: 'a😀b\n' }], [{ insert: 'a😁b\n' }]],
  ['of an emoji with the same second half', [{ insert: '😀\n' }], [{ insert: '\ud83c\ude00\n' }]],
  ['of an embed', [{ insert: { image: 'x' } }, { insert: 'a' }], [{ insert: 'ba' }]],
])('TL-21 a text becomes another: %s', (_, from, to) => {
  expect(changed(from, to)).toEqual(to)
})

test('TL-21 only what differs is replaced, so that what others write beside it stays', () => {
  const one = [{ insert: 'Vu le stock hier\n' }]
  expect(changeInto(one, [{ insert: 'Vu les pneus hier\n' }])).toEqual([
    { retain: 5 },
    { insert: 's pneus' },
    { delete: 6 },
  ])
  expect(changeInto(one, one)).toEqual([])
})
