import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanCell, cutText } from './clean-cell.ts'

const seed = 42

/** Any code point, halves of pairs included; the `binary` unit of fast-check takes a second to set up. */
const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code))

test.each([
  ['Paris', 'Paris'],
  ['Saint Étienne', 'Saint Étienne'],
  ['a  b', 'a b'],
  ['a ', 'a'],
  [' a', 'a'],
  ['Nice', 'Nice'],
  ['NULL', ''],
  ['\ud800x', '\ufffdx'],
  ['a\u00a0b', 'a b'],
])('GEN-02 clean cell %j', (cell, text) => {
  expect(cleanCell(cell)).toBe(text)
})

test('GEN-02 clean text is one trimmed line without control characters', () => {
  const cell = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.string({ unit: fc.constantFrom(' ', '\n', '"', "'", '=', '@', 'N', 'é', '\u200b') }),
  )
  fc.assert(
    fc.property(cell, (text) => {
      // eslint-disable-next-line no-control-regex -- their absence is what is tested
      expect(cleanCell(text)).not.toMatch(/^\s|\s$|\s\s|[\u0000-\u001f\u007f-\u009f\u200b\ufeff]/)
    }),
    { seed, numRuns: 1000 },
  )
})

test('GEN-02 text is never cut inside a character', () => {
  expect(cutText('ab😀', 3)).toBe('ab')
  expect(cutText('ab😀', 4)).toBe('ab😀')
  expect(cutText('ab cd', 3)).toBe('ab')
})
