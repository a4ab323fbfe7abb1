import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { columnTitles } from './column-titles.ts'
import { decodeText } from './decode-text.ts'
import { detectDialect } from './detect-dialect.ts'

const fixture = (name: string) =>
  decodeText(readFileSync(join(import.meta.dirname, 'fixtures', name))).text

test.each([
  ['hubspot-companies.csv', ',', 13],
  ['clients-erp-windows-1252.csv', ';', 14],
  ['salesforce-accounts.csv', ',', 10],
  ['pipedrive-organisations.csv', ',', 8],
  ['broken-lines.csv', ';', 4],
])('GEN-02 dialect of %s', (name, separator, columns) => {
  expect(detectDialect(fixture(name))).toEqual({
    separator,
    hasHeader: true,
    firstLine: 1,
    columns,
    shortRows: 'refuse',
  })
})

test.each([
  ['decimal commas in every row', 'Code;Lat;Lon\nA;48,85;2,35\nB;45,76;4,83', ';'],
  ['decimal commas without header', 'A;48,85;2,35\nB;45,76;4,83', ';'],
  ['commas in addresses', 'Nom;Adresse\nA;1, rue X\nB;2, rue Y', ';'],
  ['semicolons in tags', 'name,tags\nA,a;b\nB,c;d', ','],
  ['quoted semicolons', 'name,note\n"A","x;y;z"\n"B","u;v;w"', ','],
  ['quoted commas', '"Nom";"Adresse"\n"A";"1, rue X, Paris"\n"B";"2, rue Y, Lyon"', ';'],
  ['tabs', 'Nom\tVille\nA, B\tParis\nC, D\tLyon', '\t'],
  ['bars', 'Nom|Ville\nA|Paris', '|'],
  ['one column with commas', 'Nom\nDupont, Fils\nMartin', ';'],
  ['one column with semicolons and commas', 'Nom\nDupont; Fils, Frères\nMartin', '\t'],
  ['a broken line among good ones', 'Nom,Ville\nA,Paris\n"B,Lyon\nC,Lille', ','],
])('GEN-02 separator with %s', (_, text, separator) => {
  expect(detectDialect(text).separator).toBe(separator)
})

test('GEN-02 the separator line of Excel is obeyed and not read', () => {
  const text = 'sep=|\r\nNom|Ville;x\r\nA|Paris;y\r\n'
  expect(detectDialect(text)).toMatchObject({ separator: '|', hasHeader: true, firstLine: 2 })
  expect(columnTitles(text, detectDialect(text))).toEqual(['Nom', 'Ville;x'])
})

test.each([
  ['known titles', 'Code;Nom\nC1;A', true],
  ['one known title', 'Zxq;Ville\nA;Paris', true],
  ['unknown titles above numbers', 'Abc;Def\nA;12\nB;13', true],
  ['a first row with a postcode', 'Garage A;75001\nGarage B;69002', false],
  ['a first row with an e-mail', 'Garage A;a@b.example\nGarage B;c@d.example', false],
  ['a first row with a telephone number', 'Garage A;01 23 45 67 89\nB;02 47 00 00 00', false],
  ['words only', 'Garage A;Paris\nGarage B;Lyon', false],
])('GEN-02 header or not: %s', (_, text, hasHeader) => {
  expect(detectDialect(text).hasHeader).toBe(hasHeader)
})

test('GEN-02 titles above the header are no rows', () => {
  const text = 'Export du 12/03/2026;;\n\nCode;Nom;Ville\nC1;A;Paris\nC2;B;Lyon\n'
  expect(detectDialect(text)).toMatchObject({ hasHeader: true, firstLine: 3, columns: 3 })
})

test('GEN-02 the choices of the user go before what is found', () => {
  const text = 'Code;Nom\nC1;A, B'
  expect(detectDialect(text, { separator: ',', hasHeader: false })).toEqual({
    separator: ',',
    hasHeader: false,
    firstLine: 1,
    columns: 2,
    shortRows: 'refuse',
  })
  expect(detectDialect('Garage A;Paris\nB;Lyon', { hasHeader: true })).toMatchObject({
    hasHeader: true,
    firstLine: 1,
  })
})

test('GEN-02 a separator at the end of every row is no column, with data it is', () => {
  expect(detectDialect('Code;Nom;\nC1;A\nC2;B').columns).toBe(2)
  expect(detectDialect('Code;Nom\nC1;A;x\nC2;B;y').columns).toBe(3)
})

test('GEN-02 cells left out at the end of many rows are a habit, lines broken in two are not', () => {
  const short = (rows: string[]) =>
    detectDialect(`Code;Nom;Ville;Note;Tel\n${rows.join('\n')}`).shortRows
  const full = Array.from({ length: 20 }, (_, at) => `C${at};Garage;Paris;ok;01`)
  const cut = Array.from({ length: 8 }, (_, at) => `D${at};Garage;Lyon;ok`)
  expect(short([...full, ...cut])).toBe('pad')
  expect(short([...full, 'D1'])).toBe('refuse')
  const broken = Array.from({ length: 20 }, (_, at) =>
    at % 2 ? `rue X;Paris;01` : `C${at};Garage;12`,
  )
  expect(short([...full, ...broken])).toBe('refuse')
})

test('GEN-02 columns without a title have the letter of a spreadsheet', () => {
  const text = 'Nom;;Ville\nA;x;Paris'
  expect(columnTitles(text, detectDialect(text))).toEqual(['Nom', 'B', 'Ville'])
  const wide = Array.from({ length: 28 }, () => 'x').join(';')
  const titles = columnTitles(wide, detectDialect(wide))
  expect([titles[0], titles[25], titles[26], titles[27]]).toEqual(['A', 'Z', 'AA', 'AB'])
})

test('GEN-02 at most 500 columns are offered', () => {
  const text = Array.from({ length: 600 }, (_, at) => `t${at}`).join(';')
  expect(columnTitles(text, detectDialect(text, { hasHeader: true }))).toHaveLength(500)
})
