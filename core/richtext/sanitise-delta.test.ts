import { expect, test } from 'vitest'
import { richTextLength } from './delta-to-text.ts'
import { sanitiseDelta } from './sanitise-delta.ts'

test('ACT-04 allowed marks, lists, headings, quotations and links stay', () => {
  const ops = [
    { insert: 'Visite', attributes: { bold: true } },
    { insert: '\n', attributes: { header: 1 } },
    { insert: 'voir ' },
    { insert: 'le site', attributes: { link: 'https://example.fr' } },
    { insert: '\n', attributes: { list: 'bullet' } },
  ]
  expect(sanitiseDelta(ops)).toEqual(ops)
})

test('ACT-04 images, videos, formulas, unknown embeds and unsafe links are dropped', () => {
  expect(
    sanitiseDelta([
      { insert: 'a' },
      { insert: { image: 'x" onerror="alert(1)' } },
      { insert: { video: 'javascript:alert(2)' } },
      { insert: { formula: '\\href{javascript:alert(3)}{x}' } },
      { insert: { toString: 'alert(4)' }, attributes: { bold: true } },
      { insert: 'b', attributes: { link: 'javascript:alert(5)', onclick: 'alert(6)', style: 'x' } },
      { insert: '\n' },
    ]),
  ).toEqual([{ insert: 'ab\n' }])
})

test('ACT-04 marks stay off line breaks and line formats off characters', () => {
  expect(
    sanitiseDelta([{ insert: 'a\nb\n', attributes: { bold: true, list: 'ordered' } }]),
  ).toEqual([
    { insert: 'a', attributes: { bold: true } },
    { insert: '\n', attributes: { list: 'ordered' } },
    { insert: 'b', attributes: { bold: true } },
    { insert: '\n', attributes: { list: 'ordered' } },
  ])
})

test('ACT-04 line breaks of other systems become lines, control characters go', () => {
  expect(sanitiseDelta([{ insert: 'a\r\nb\rc\u2028d\u0000\u001b\ufeff\te' }])).toEqual([
    { insert: 'a\nb\nc\nd\te' },
  ])
})

test('ACT-04 an object with operations is read like their list', () => {
  expect(sanitiseDelta({ ops: [{ insert: 'a' }] })).toEqual([{ insert: 'a' }])
})

test.each([[undefined], [null], [3], ['text'], [{}], [{ ops: 'x' }], [[null, 1, 'x', [], {}]]])(
  'ACT-04 %j is an empty text',
  (input) => expect(sanitiseDelta(input)).toEqual([]),
)

test('ACT-04 a text of 100,000 characters and its final line break are kept', () => {
  const full = [{ insert: 'a'.repeat(100_000) }, { insert: '\n', attributes: { header: 1 } }]
  expect(sanitiseDelta(full)).toEqual(full)
})

test('ACT-04 a longer text is cut just above the limit, so that it can be refused', () => {
  expect(richTextLength(sanitiseDelta([{ insert: 'é'.repeat(150_000) }]))).toBe(100_002)
})

test('ACT-04 a cut leaves no half of a character', () => {
  expect(
    sanitiseDelta([{ insert: 'ab' }, { insert: '👍', attributes: { bold: true } }], 3),
  ).toEqual([{ insert: 'ab' }])
})
