import { expect, test } from 'vitest'
import { allowedBlock, allowedInline, allowedLink } from './allowed-formats.ts'

test.each([
  'https://www.example.fr/a?b=c#d',
  'HTTP://example.fr',
  'mailto:a@b.fr',
  'tel:+33123456789',
])('ACT-04 the link %s is kept', (link) => expect(allowedLink(link)).toBe(link))

test.each([
  'javascript:alert(1)',
  ' java\tscript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://example.fr/1',
  'https:example.fr',
  '//example.fr',
  '/a/b',
  'https://a b',
  'https://a\u0000b',
  'x https://example.fr',
  'https://',

  '',
  17,
  null,
  { toString: () => 'https://example.fr' },
])('ACT-04 the link %j is dropped', (link) => expect(allowedLink(link)).toBeUndefined())

test('ACT-04 a link loses the spaces around it', () => {
  expect(allowedLink(' https://example.fr ')).toBe('https://example.fr')
})

test('ACT-04 characters keep the allowed marks in a fixed order and nothing else', () => {
  const kept = allowedInline({
    onclick: 'alert(1)',
    link: 'https://example.fr',
    color: 'red',
    bold: true,
    italic: 'yes',
    list: 'bullet',
  })
  expect(JSON.stringify(kept)).toBe('{"bold":true,"link":"https://example.fr"}')
})

test.each([[undefined], [null], ['bold'], [[]], [{ bold: false }], [{ header: 1 }]])(
  'ACT-04 the attributes %j are no marks',
  (attributes) => expect(allowedInline(attributes)).toBeUndefined(),
)

test.each([
  [{ list: 'ordered', header: 1, blockquote: true }, { list: 'ordered' }],
  [{ header: 2, blockquote: true }, { header: 2 }],
  [{ list: 'checked' }, { list: 'bullet' }],
  [{ list: 'roman', header: 5 }, { header: 2 }],
  [{ header: 7, blockquote: true, bold: true }, { blockquote: true }],
])('NOT-05 a line with %j has exactly one format', (attributes, format) => {
  expect(allowedBlock(attributes)).toEqual(format)
})

test.each([[undefined], [null], [{ header: '1' }], [{ blockquote: 1 }], [{ 'code-block': true }]])(
  'ACT-04 a line with %j is plain',
  (attributes) => expect(allowedBlock(attributes)).toBeUndefined(),
)

test('ACT-04 a link of more than 2,048 characters is dropped', () => {
  expect(allowedLink(`https://${'a'.repeat(2_040)}`)).toHaveLength(2_048)
  expect(allowedLink(`https://${'a'.repeat(2_041)}`)).toBeUndefined()
})
