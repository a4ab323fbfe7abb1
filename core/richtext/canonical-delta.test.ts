import { expect, test } from 'vitest'
import { canonicalDelta } from './canonical-delta.ts'

test('NOT-05 an empty shared text is one empty line', () => {
  expect(canonicalDelta([])).toEqual([{ insert: '\n' }])
})

test('NOT-05 a shared text without a final line break gets one, one with it does not', () => {
  expect(canonicalDelta([{ insert: 'a' }])).toEqual([{ insert: 'a\n' }])
  expect(canonicalDelta([{ insert: 'a\n' }])).toEqual([{ insert: 'a\n' }])
})

test('NOT-05 a line that two people made a list and a heading is a list for both', () => {
  const attributes = { header: 1, list: 'bullet' }
  expect(canonicalDelta([{ insert: 'a' }, { insert: '\n', attributes }])).toEqual([
    { insert: 'a' },
    { insert: '\n', attributes: { list: 'bullet' } },
  ])
})

test('NOT-05 embeds of another version keep their place', () => {
  expect(canonicalDelta([{ insert: 'a' }, { insert: { map: 1 } }, { insert: 'b\n' }])).toEqual([
    { insert: 'a\ufffcb\n' },
  ])
})

test('NOT-05 characters that an editor cannot hold are replaced one for one', () => {
  expect(canonicalDelta([{ insert: 'a\r\n\u2028\ufeff\u0000\ud83d\n' }])).toEqual([
    { insert: 'a \n \u2060\ufffd\ufffd\n' },
  ])
})
