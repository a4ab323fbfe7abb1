import { expect, test } from 'vitest'
import {
  deltaToText,
  excerpt,
  firstLine,
  isBlankRichText,
  richTextLength,
} from './delta-to-text.ts'

test('ACT-08 the text of a delta has no marks, embeds or final line breaks', () => {
  expect(
    deltaToText([
      { insert: 'Bon', attributes: { bold: true } },
      { insert: 'jour\n' },
      { insert: { image: 'x' } },
      { insert: 'fin' },
      { insert: '\n\n', attributes: { list: 'bullet' } },
    ]),
  ).toBe('Bonjour\nfin')
})

test('ACT-04 the length leaves out the line break that every text ends with', () => {
  expect(richTextLength([{ insert: 'abc\n' }])).toBe(3)
  expect(richTextLength([{ insert: 'abc' }])).toBe(3)
  expect(richTextLength([{ insert: 'é👍\n\n' }])).toBe(4)
  expect(richTextLength([])).toBe(0)
})

test('NOT-02 a text of white space only is blank', () => {
  expect(isBlankRichText([{ insert: ' \n\t\u00a0\n' }])).toBe(true)
  expect(isBlankRichText([{ insert: '\n' }, { insert: 'a' }])).toBe(false)
})

test('TL-02 the first line is the first one that shows something', () => {
  expect(firstLine('\n  \n\tAppel  à Paul \nsuite', 200)).toBe('Appel à Paul')
  expect(firstLine('  \n', 200)).toBe('')
})

test('TL-02 a long first line is cut between words with an ellipsis', () => {
  expect(firstLine('Le client demande un devis', 20)).toBe('Le client demande…')
  expect(firstLine('a'.repeat(30), 10)).toBe(`${'a'.repeat(9)}…`)
  expect(firstLine('a'.repeat(10), 10)).toBe('a'.repeat(10))
})

test('TL-02 a cut never leaves half a character', () => {
  expect(firstLine('aaaa👍👍👍', 6)).toBe('aaaa…')
})

test('TL-02 an excerpt puts all lines on one', () => {
  expect(excerpt('Devis\n\n  envoyé\nhier', 200)).toBe('Devis envoyé hier')
  expect(excerpt(`${'\n'.repeat(500)}Devis envoyé hier`, 13)).toBe('Devis envoyé…')
})
