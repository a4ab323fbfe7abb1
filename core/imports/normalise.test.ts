import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalisePhone, normaliseSearch, parseDecimal } from './normalise.ts'

const seed = 20_260_329

/** Latin and Greek letters, marks to combine with them, and anything. */
const character = fc
  .oneof(
    fc.integer({ min: 0x20, max: 0x24f }),
    fc.integer({ min: 0x300, max: 0x3ff }),
    fc.integer({ min: 0, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code))

test.each([
  ["L'Étoile-du-Nord S.A.R.L.", 'l etoile du nord sarl'],
  ['L’ÉTOILE DU NORD SARL', 'l etoile du nord sarl'],
  ['Le Bœuf & Cie', 'le boeuf cie'],
  ['Ærø Straße', 'aero strasse'],
  ['STRASSE', 'strasse'],
  ['Garage  St. Denis', 'garage st denis'],
  ['E.Leclerc', 'e leclerc'],
  ['S.A.Renault', 'sa renault'],
  ['Łódź', 'lodz'],
  ['ﬁltre №5', 'filtre no5'],
  ['ΑΘΗΝΑΣ', 'αθηνασ'],
  ['--- ...', ''],
])('CUS-03 search folding: %s', (text, folded) => {
  expect(normaliseSearch(text)).toBe(folded)
})

test('CUS-03 folding twice changes nothing, and case never matters', () => {
  fc.assert(
    fc.property(fc.string({ unit: character }), (text) => {
      const folded = normaliseSearch(text)
      expect(normaliseSearch(folded)).toBe(folded)
      expect(folded).toBe(folded.toLowerCase())
      expect(folded).not.toMatch(/^\s|\s$|\s\s/)
    }),
    { seed, numRuns: 300 },
  )
})

test.each([
  ['01 23 45 67 89', '0123456789'],
  ['+33 1 23 45 67 89', '0123456789'],
  ['+33 (0)1 23 45 67 89', '0123456789'],
  ['0033 1.23.45.67.89', '0123456789'],
  ['33123456789', '0123456789'],
  ['+33 1 23', '0123'],
  ['+262 692 12 34 56', '0692123456'],
  ['+32 2 555 12 12', '3225551212'],
  ['0032 2 555 12 12', '3225551212'],
  ['sans', ''],
])('CUS-03 telephone folding: %s', (text, folded) => {
  expect(normalisePhone(text)).toBe(folded)
})

test.each([
  ['48,8566', 48.8566],
  ['48.8566', 48.8566],
  ['-0,5', -0.5],
  ['−2,35', -2.35],
  ['1 234,5', 1234.5],
  ['1\u202f234,5', 1234.5],
  ['1\u00a0234.5', 1234.5],
  ['1.234,56', 1234.56],
  ['1,234.56', 1234.56],
  ["1'234.5", 1234.5],
  ['1,234,567', 1_234_567],
  ['1.234.567', 1_234_567],
  ['4,88E+01', 48.8],
  ['-0', 0],
  ['.5', 0.5],
])('GEN-02 decimal %s', (text, value) => {
  expect(parseDecimal(text)).toBe(value)
})

test.each(['', 'abc', '12a', '--1', '1e999', 'Infinity', 'NaN', '0x10', ','])(
  'GEN-02 no decimal: %j',
  (text) => {
    expect(parseDecimal(text)).toBeNull()
  },
)
