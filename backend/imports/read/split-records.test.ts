import Papa from 'papaparse'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitRecords } from './split-records.ts'

const seed = 4180

/** Short form: line number and cells, `!` before a malformed record. */
const split = (text: string, separator = ';') =>
  [...splitRecords(text, separator)].map(
    ({ line, cells, isMalformed }) => `${isMalformed ? '!' : ''}${line}: ${cells.join(' | ')}`,
  )

test('GEN-02 quoted cells hold separators, doubled quotes and line breaks', () => {
  expect(split('a;"b;""c"""\r\n"d\r\ne";f\r\ng;h')).toEqual([
    '1: a | b;"c"',
    '2: d\ne | f',
    '4: g | h',
  ])
})

test('GEN-02 a quote inside an unquoted cell is a character', () => {
  expect(split('Tube 12";a\nGarage "Le Central";b')).toEqual([
    '1: Tube 12" | a',
    '2: Garage "Le Central" | b',
  ])
})

test('GEN-02 spaces after a closing quote are forgiven, at the end of the file too', () => {
  expect(split('"a" ;"b"  \n"c";"d" ')).toEqual(['1: a | b', '2: c | d'])
})

test('GEN-02 line ends of three systems, even in one file', () => {
  expect(split('a\nb\r\nc\n')).toEqual(['1: a', '2: b', '3: c'])
  expect(split('a\rb\rc')).toEqual(['1: a', '2: b', '3: c'])
  expect(split('a;b\r\r\nc;d')).toEqual(['1: a | b', '2: c | d'])
})

test('GEN-02 blank lines count', () => {
  expect(split('a\n\n\nb')).toEqual(['1: a', '2: ', '3: ', '4: b'])
})

test('GEN-02 a forgotten quote costs its own line only', () => {
  expect(split('a;b\n"c;d\ne;f\ng;h')).toEqual(['1: a | b', '!2: "c | d', '3: e | f', '4: g | h'])
  expect(split('"c;d\n"e";"f"\ng;h')).toEqual(['!1: "c | d', '2: e | f', '3: g | h'])
  expect(split('a;b\nc;"d')).toEqual(['1: a | b', '!2: c | "d'])
})

test('GEN-02 text after a closing quote is malformed', () => {
  expect(split('"Garage "Six"";Metz\nb;c')).toEqual(['!1: "Garage "Six"" | Metz', '2: b | c'])
})

test('GEN-02 a quoted cell of 500 lines is one, of 501 a forgotten quote', () => {
  const cell = (lines: number) => `"${Array.from({ length: lines }, () => 'x').join('\n')}";y\nz;z`
  expect(split(cell(500))).toHaveLength(2)
  const records = split(cell(501))
  expect(records).toHaveLength(502)
  expect(records[0]).toBe('!1: "x')
  expect(records.at(-1)).toBe('502: z | z')
})

test('GEN-02 every cell that a CSV writer writes is read back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ';', ',', '\t', '\n') })
  const row = fc.array(cell, { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
      const text = Papa.unparse(rows, { delimiter: ';', newline: '\r\n', quotes: true })
      expect([...splitRecords(text, ';')].map(({ cells }) => cells)).toEqual(rows)
    }),
    { seed, numRuns: 500 },
  )
})

test('GEN-02 no line of any text is lost or counted twice', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ';', ' ', '\n', '\r\n') })
  fc.assert(
    fc.property(text, (content) => {
      const records = [...splitRecords(content, ';')]
      const ends = [0, ...records.map(({ end }) => end)]
      for (const [at, { line }] of records.entries())
        expect(line).toBe(content.slice(0, ends[at]).split('\n').length)
      expect(Math.max(...ends)).toBeGreaterThanOrEqual(content.length)
    }),
    { seed, numRuns: 1000 },
  )
})
