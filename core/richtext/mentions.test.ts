import { expect, test } from 'vitest'
import { allowedMention } from './allowed-formats.ts'
import { localChange } from './local-change.ts'
import { brokenMentions, mentionedIn, mentionsOf } from './mentions.ts'
import { richTextBlocks } from './rich-text-blocks.ts'
import { sanitiseDelta } from './sanitise-delta.ts'

const paul = { mention: 'u-paul' }
const text = [
  { insert: 'Vu ' },
  { insert: '@Paul Martin', attributes: paul },
  { insert: ' hier\n' },
]

test('NOT-03 a mention is the name with its sign and the person’s id', () => {
  expect(mentionsOf(text)).toEqual([{ userId: 'u-paul', text: '@Paul Martin', index: 3 }])
  expect(mentionedIn([...text, ...text])).toEqual(['u-paul'])
  expect(sanitiseDelta(text)).toEqual(text)
})

test.each([['a b'], [''], ['x'.repeat(65)], ['<u>'], [7], [true], [{ id: 'u' }], [null]])(
  'NOT-03 %j is nobody’s id',
  (value) => {
    expect(allowedMention(value)).toBeUndefined()
    expect(sanitiseDelta([{ insert: '@Paul', attributes: { mention: value } }])).toEqual([
      { insert: '@Paul' },
    ])
  },
)

test('NOT-03 characters without the sign are no mention, whatever mark they carry', () => {
  const hidden = [{ insert: 'Bonjour\n', attributes: paul }]
  expect(mentionedIn(hidden)).toEqual([])
  expect(richTextBlocks(hidden)).toMatchObject([
    { line: [{ text: 'Bonjour', mention: undefined }] },
  ])
})

test('NOT-03 half of a name in bold is drawn as one name', () => {
  const [block] = richTextBlocks([
    { insert: '@Paul ', attributes: paul },
    { insert: 'Martin', attributes: { ...paul, bold: true } },
    { insert: '\n' },
  ])
  expect(block).toMatchObject({ line: [{ text: '@Paul Martin', mention: 'u-paul', bold: false }] })
})

test('NOT-03 what is typed at the end of a mention is no part of it', () => {
  expect(localChange([{ retain: 15 }, { insert: 's', attributes: paul }])).toEqual([
    { retain: 15 },
    { insert: 's' },
  ])
  const pasted = [
    { insert: '@Paul ', attributes: paul },
    { insert: 'Martin', attributes: { bold: true, ...paul } },
  ]
  expect(localChange(pasted)).toEqual(pasted)
})

test.each([
  [
    'typed into',
    [{ retain: 6 }, { insert: 'x' }],
    [
      { insert: 'Vu ' },
      { insert: '@Pa', attributes: paul },
      { insert: 'x' },
      { insert: 'ul Martin', attributes: paul },
      { insert: ' hier\n' },
    ],
    [
      { retain: 3 },
      { retain: 3, attributes: { mention: null } },
      { retain: 1 },
      { retain: 9, attributes: { mention: null } },
    ],
  ],
  [
    'cut',
    [{ retain: 10 }, { delete: 5 }],
    [{ insert: 'Vu ' }, { insert: '@Paul M', attributes: paul }, { insert: ' hier\n' }],
    [{ retain: 3 }, { retain: 7, attributes: { mention: null } }],
  ],
])('NOT-03 a mention that was %s becomes plain text', (_, change, after, strip) => {
  expect(brokenMentions(text, change, after)).toEqual(strip)
})

test('NOT-03 whole mentions stay: those before, new ones, and those half in bold', () => {
  const hugo = { mention: 'u-hugo' }
  const change = [
    { insert: '@Hugo', attributes: hugo },
    { retain: 8, attributes: { bold: true } },
  ]
  const after = [
    { insert: '@Hugo', attributes: hugo },
    { insert: 'Vu ', attributes: { bold: true } },
    { insert: '@Paul', attributes: { ...paul, bold: true } },
    { insert: ' Martin', attributes: paul },
    { insert: ' hier\n' },
  ]
  expect(brokenMentions(text, change, after)).toEqual([])
})
