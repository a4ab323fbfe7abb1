import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../../core/contract/app-error.ts'
import { mapRow } from '../../../core/imports/map-row.ts'
import { resolveParents } from '../../../core/imports/resolve-parents.ts'
import { suggestMapping } from '../../../core/imports/suggest-mapping.ts'
import { columnTitles } from './column-titles.ts'
import { decodeText } from './decode-text.ts'
import { type Dialect, detectDialect } from './detect-dialect.ts'
import { type ReadRow, readRows } from './read-rows.ts'
import { writeRefusedRows } from './write-refused-rows.ts'

const seed = 20_000

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name))
const allRows = (text: string, dialect: Dialect = detectDialect(text)): ReadRow[] =>
  [...readRows(text, dialect)].flatMap(({ rows }) => rows)

/** From the bytes of a file to its customers, as an import goes. */
function importFile(bytes: Uint8Array) {
  const { text } = decodeText(bytes)
  const dialect = detectDialect(text)
  const titles = columnTitles(text, dialect)
  const mapping = suggestMapping(titles)
  const rows = allRows(text, dialect)
  const results = rows.map(({ cells, problem }) =>
    problem
      ? ({ ok: false, errors: [problem] } as const)
      : mapRow(cells, mapping, { defaultCountry: 'FR' }),
  )
  return { rows, titles, dialect, results }
}

test('GEN-02 a HubSpot export in UTF-8 gives customers with branches and prospects', () => {
  const { rows, results } = importFile(fixture('hubspot-companies.csv'))
  expect(rows.map(({ line }) => line)).toEqual([2, 3, 5, 6])
  expect(results).toMatchObject([
    {
      customer: {
        code: '9101',
        name: "Garage de l'Étoile, SARL",
        addressLine1: '12, rue de Rivoli',
        postcode: '75001',
        country: 'FR',
        isProspect: false,
      },
    },
    {
      customer: { addressLine1: '3 quai Saint-Antoine', addressLine2: 'Bâtiment C' },
      parent: { externalId: null, name: "Garage de l'Étoile, SARL" },
    },
    { customer: { name: 'Carrosserie "Le Central"', isProspect: true }, warnings: [] },
    { customer: { country: 'BE', phone: '+32 2 555 12 12' } },
  ])
  const customers = results.flatMap((result) => (result.ok ? [result] : []))
  const decisions = resolveParents(
    customers.map((one) => ({
      externalId: one.customer.code ?? null,
      name: one.customer.name,
      ...(one.parent && { parent: one.parent }),
    })),
    { byExternalId: () => undefined, byName: () => undefined },
  )
  expect(decisions.map((decision) => decision.ok && decision.parent)).toEqual([
    null,
    { row: 0 },
    null,
    null,
  ])
})

test('GEN-02 a French Windows-1252 file with semicolons and decimal commas', () => {
  const { rows, results } = importFile(fixture('clients-erp-windows-1252.csv'))
  expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 6])
  expect(results).toMatchObject([
    {
      customer: {
        code: 'C0001',
        name: 'Garage du Château',
        legalName: 'Société Cœur de Bœuf',
        addressLine1: '1, place de l’Église',
      },
      location: { lat: 47.3941, lon: 0.6848 },
      salesperson: { name: 'Françoise Noël', email: null },
      warnings: [],
    },
    {
      parent: { externalId: 'C0001' },
      warnings: [{ code: 'email_invalid', field: 'email', value: 'pas d’adresse' }],
    },
    {
      customer: { name: 'Méca Août', phone: null },
      location: null,
      warnings: [],
    },
    { customer: { name: 'Zoé Auto', country: 'CH' }, parent: { externalId: 'C0004' } },
  ])
})

test('GEN-02 a Salesforce report with quoted line breaks', () => {
  const { rows, results } = importFile(fixture('salesforce-accounts.csv'))
  expect(rows.map(({ line }) => line)).toEqual([2, 4])
  expect(results).toMatchObject([
    {
      customer: {
        code: '0015g00000AaAAA',
        addressLine1: '14 rue Nationale',
        addressLine2: 'Cellule 3',
        isProspect: false,
      },
    },
    { customer: { isProspect: true }, parent: { externalId: '0015g00000AaAAA' } },
  ])
})

test('GEN-02 a French Pipedrive export with byte order mark', () => {
  const { results } = importFile(fixture('pipedrive-organisations.csv'))
  expect(results).toMatchObject([
    {
      customer: { code: '17', name: 'Frein Service', addressLine1: '8 Rue des Tanneurs' },
      salesperson: { name: 'Hugo Blanc' },
    },
    { customer: { code: '18', addressLine1: 'Route de Colmar', city: 'Sélestat' } },
  ])
})

test('GEN-02 every malformed line is reported with its number, the others are read', () => {
  const { rows, results } = importFile(fixture('broken-lines.csv'))
  expect(rows.map(({ line, cells, problem }) => [line, cells[0], problem?.code ?? 'read'])).toEqual(
    [
      [2, 'B1', 'read'],
      [3, 'B2', 'quote_malformed'],
      [4, 'B3', 'read'],
      [5, 'B4', 'too_many_cells'],
      [6, 'B5', 'too_few_cells'],
      [8, 'B6', 'quote_malformed'],
      [9, 'B7', 'read'],
      [11, 'B8', 'read'],
      [12, 'B9', 'quote_malformed'],
    ],
  )
  expect(rows[6]?.cells).toEqual(['B7', 'Garage\nSept', 'Brest', 'sept@garage.example'])
  expect(rows[3]?.problem).toEqual({
    code: 'too_many_cells',
    field: null,
    value: 'B4;Dupont; Fils;Nice;quatre@garage.example',
  })
  expect(results.map(({ ok }) => ok)).toEqual([
    ...[true, false, true, false, false, false, true, false, false],
  ])
})

test('GEN-02 the refused rows, corrected, can be imported again', () => {
  const { rows, titles, dialect, results } = importFile(fixture('broken-lines.csv'))
  const refused = rows.flatMap(({ line, cells }, at) => {
    const result = results[at]!
    return result.ok ? [] : [{ line, cells, problems: result.errors }]
  })
  const wording = { line: 'Ligne', reason: 'Motif', describe: () => 'à corriger' }
  const file = writeRefusedRows(refused, titles, dialect.separator, wording)
  const corrected = decodeText(file)
    .text.replace('B4;Dupont; Fils', 'B4;Dupont Fils')
    .replace('B4;Dupont;" Fils"', 'B4;Dupont Fils')
    .replace('B8;;', 'B8;Garage Huit;')
    .replace('B5;Garage Cinq', 'B5;Garage Cinq;Dax;')
  const again = importFile(new TextEncoder().encode(corrected))
  expect(again.results.map((result) => result.ok && result.customer.code)).toEqual([
    ...['B2', 'B4', 'B5', 'B6', 'B8', 'B9'],
  ])
})

test('GEN-02 rows come in chunks of at most 500 and the progress ends at 1', () => {
  const text = `Code;Nom\n${Array.from({ length: 1200 }, (_, at) => `C${at};N${at}`).join('\n')}`
  const chunks = [...readRows(text, detectDialect(text))]
  expect(chunks.map(({ rows }) => rows.length)).toEqual([500, 500, 200])
  const done = chunks.map((chunk) => chunk.done)
  expect(done).toEqual([...done].sort((a, b) => a - b))
  expect(done.at(-1)).toBe(1)
})

test('GEN-02 a caller may stop between two chunks', () => {
  const text = 'a;b\n'.repeat(2000)
  const reader = readRows(text, detectDialect(text))
  expect(reader.next().value?.rows).toHaveLength(500)
  expect(reader.return().done).toBe(true)
  expect(reader.next().done).toBe(true)
})

test('GEN-02 long stretches of blank lines do not hold the caller', () => {
  const text = `Nom;Ville\n${'\n'.repeat(200_000)}A;Paris`
  const chunks = [...readRows(text, detectDialect(text))]
  expect(chunks.length).toBeGreaterThan(2)
  expect(chunks.flatMap(({ rows }) => rows)).toEqual([
    { line: 200_002, cells: ['A', 'Paris'], problem: null },
  ])
})

test('GEN-02 without a header the first line is a row', () => {
  expect(allRows('Garage A;75001\nGarage B;69002').map(({ line }) => line)).toEqual([1, 2])
})

test('GEN-02 cells left out by habit are empty', () => {
  const dialect: Dialect = {
    separator: ';',
    hasHeader: false,
    firstLine: 1,
    columns: 3,
    shortRows: 'pad',
  }
  expect(allRows('A;B', dialect)).toEqual([{ line: 1, cells: ['A', 'B', ''], problem: null }])
})

test('GEN-02 columns beyond 500 are read over, without refusing the row', () => {
  const line = Array.from({ length: 600 }, (_, at) => `t${at}`).join(';')
  const [row] = allRows(`${line}\n${line}`, detectDialect(`${line}\n${line}`))
  expect([row?.cells.length, row?.problem]).toEqual([500, null])
})

test('GEN-02 any bytes end in rows or in an AppError, never in another error', () => {
  const csvByte = fc.constantFrom(...[...'a1é;,\t|"\r\n =-'].map((one) => one.charCodeAt(0)))
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(fc.oneof({ weight: 9, arbitrary: csvByte }, fc.integer({ min: 1, max: 255 })), {
      maxLength: 200,
    }),
  )
  let read = 0
  fc.assert(
    fc.property(bytes, (content) => {
      try {
        const { rows, titles } = importFile(Uint8Array.from(content))
        read++
        for (const { cells, problem } of rows)
          if (problem === null) expect(cells).toHaveLength(titles.length)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
      }
    }),
    { seed, numRuns: 1000 },
  )
  expect(read).toBeGreaterThan(100)
})
