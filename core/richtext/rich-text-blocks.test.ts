import { expect, test } from 'vitest'
import { richTextBlocks } from './rich-text-blocks.ts'

const plain = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  code: false,
  link: undefined,
  mention: undefined,
}

test('ACT-08 neighbouring lines of a list or quotation are drawn together', () => {
  const line = (text: string): object[] => [{ ...plain, text }]
  expect(
    richTextBlocks([
      { insert: 'Titre' },
      { insert: '\n', attributes: { header: 1 } },
      { insert: 'un' },
      { insert: '\n', attributes: { list: 'bullet' } },
      { insert: 'deux' },
      { insert: '\n', attributes: { list: 'bullet' } },
      { insert: 'premier' },
      { insert: '\n', attributes: { list: 'ordered' } },
      { insert: 'cité' },
      { insert: '\n', attributes: { blockquote: true } },
      { insert: '\nfin' },
    ]),
  ).toEqual([
    { kind: 'heading1', line: line('Titre') },
    { kind: 'bullet', lines: [line('un'), line('deux')] },
    { kind: 'ordered', lines: [line('premier')] },
    { kind: 'quotation', lines: [line('cité')] },
    { kind: 'paragraph', line: [] },
    { kind: 'paragraph', line: line('fin') },
  ])
})

test('ACT-04 what is drawn of a stranger’s delta has safe links and no embeds', () => {
  expect(
    richTextBlocks([
      { insert: 'a', attributes: { bold: true, link: 'https://a.fr', onclick: 'alert(1)' } },
      { insert: 'b', attributes: { link: 'javascript:alert(1)' } },
      { insert: { video: 'https://a.fr' } },
    ]),
  ).toEqual([
    {
      kind: 'paragraph',
      line: [
        { ...plain, text: 'a', bold: true, link: 'https://a.fr' },
        { ...plain, text: 'b\ufffc' },
      ],
    },
  ])
})
