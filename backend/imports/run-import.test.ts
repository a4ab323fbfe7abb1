import { expect, test } from 'vitest'
import type { ImportResult, OpenedImport } from '../../core/contract/imports.ts'
import { openTestWorkspace, type TestBackend } from '../testing/test-backend.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function opened(app: TestBackend, csv: string): Promise<OpenedImport> {
  return app.client.call('imports.open', { fileName: 'clients.csv', content: bytes(csv) })
}

async function run(
  app: TestBackend,
  file: OpenedImport,
  operation: 'imports.run' | 'imports.dryRun' = 'imports.run',
): Promise<ImportResult> {
  const { importId, mapping } = file
  return app.client.run(operation, { importId, mapping, defaultCountry: 'FR' })
}

async function names(app: TestBackend, text = ''): Promise<string[]> {
  const { rows } = await app.client.call('customers.search', { text })
  return rows.map(({ name, parentName }) => (parentName ? `${parentName} > ${name}` : name))
}

const hubspot = [
  'Record ID,Company name,Phone Number,City,Postal Code,Country/Region',
  '101,Norauto Lyon,+33 4 65 71 12 34,Lyon,69003,France',
  '102,"Midas, Dijon",03 53 01 22 33,Dijon,21000,France',
].join('\n')

test('GEN-02 a HubSpot export is recognised, mapped and imported', async () => {
  const app = await openTestWorkspace()
  const file = await opened(app, hubspot)
  expect(file).toMatchObject({ preset: 'hubspot', separator: ',', encoding: 'utf-8', rowCount: 2 })
  expect(await run(app, file)).toMatchObject({ rows: 2, created: 2, refused: 0, cancelled: false })
  expect(await names(app)).toEqual(['Midas, Dijon', 'Norauto Lyon'])
  const { rows } = await app.client.call('customers.search', { text: '0465711234' })
  expect(rows).toMatchObject([{ code: '101', city: 'Lyon', postcode: '69003', country: 'FR' }])
})

test('GEN-02 a French file in Windows-1252 with semicolons keeps its accents', async () => {
  const app = await openTestWorkspace()
  const csv = 'Code client;Raison sociale;Ville\r\nA1;Garage Lef\xe8vre;Saint-\xc9tienne\r\n'
  const content = Uint8Array.from(csv, (character) => character.charCodeAt(0))
  const file = await app.client.call('imports.open', { fileName: 'clients.csv', content })
  expect(file).toMatchObject({ encoding: 'windows-1252', separator: ';' })
  await run(app, file)
  const { rows } = await app.client.call('customers.search', {})
  expect(rows).toMatchObject([{ name: 'Garage Lefèvre', code: 'A1', city: 'Saint-Étienne' }])
})

test('GEN-02 a dry run says what would happen and writes nothing', async () => {
  const app = await openTestWorkspace()
  const file = await opened(app, `${hubspot}\n103,,,,,`)
  expect(await run(app, file, 'imports.dryRun')).toMatchObject({
    rows: 3,
    created: 2,
    refused: 1,
    problems: [{ line: 4, severity: 'refused', problem: 'missing_name', field: 'name' }],
  })
  expect(await names(app)).toEqual([])
})

test('GEN-02 importing the same file again changes nothing, a changed one updates', async () => {
  const app = await openTestWorkspace()
  await run(app, await opened(app, hubspot))
  expect(await run(app, await opened(app, hubspot))).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: 2,
  })
  const changed = hubspot.replace('Lyon,69003', 'Villeurbanne,69100')
  expect(await run(app, await opened(app, changed))).toMatchObject({ updated: 1, unchanged: 1 })
  const { rows } = await app.client.call('customers.search', { text: 'norauto' })
  expect(rows).toMatchObject([{ city: 'Villeurbanne' }])
})

test('GEN-02 what a file does not say is left as it is', async () => {
  const app = await openTestWorkspace()
  await run(app, await opened(app, hubspot))
  await run(app, await opened(app, 'Record ID,Company name\n101,Norauto Lyon Est'))
  const { rows } = await app.client.call('customers.search', { text: 'norauto' })
  expect(rows).toMatchObject([{ name: 'Norauto Lyon Est', city: 'Lyon', country: 'FR' }])
})

test('CUS-02 parents are found wherever they stand; cycles are refused, deeper levels flattened', async () => {
  const app = await openTestWorkspace()
  const csv = [
    'Code client;Nom;Code parent',
    'B1;Norauto Lyon;P1',
    'P1;Norauto;',
    'B2;Norauto Lyon Est;B1',
    'X;Un;Y',
    'Y;Deux;X',
  ].join('\n')
  const file = await opened(app, csv)
  const result = await app.client.run('imports.run', {
    importId: file.importId,
    mapping: ['externalId', 'name', 'parentExternalId'],
    defaultCountry: 'FR',
  })
  expect(result).toMatchObject({ created: 3, refused: 2 })
  expect(result.problems.map(({ line, problem }) => [line, problem])).toEqual([
    [5, 'parent_cycle'],
    [6, 'parent_cycle'],
  ])
  expect(await names(app)).toEqual([
    'Norauto',
    'Norauto > Norauto Lyon',
    'Norauto > Norauto Lyon Est',
  ])
})

test('GEN-02 contacts of a row are created once and found again', async () => {
  const app = await openTestWorkspace()
  const csv = 'Code client;Nom;Contact;Tél. contact\nA1;Midas;Nadia Perrin;06 39 98 00 01'
  const mapping = ['externalId', 'name', 'contactName', 'contactPhone']
  for (const contacts of [1, 0]) {
    const { importId } = await opened(app, csv)
    expect(
      await app.client.run('imports.run', { importId, mapping, defaultCountry: 'FR' }),
    ).toMatchObject({ contacts })
  }
  expect(await names(app, 'nadia')).toEqual(['Midas'])
})

test('GEN-02 without a column for the name nothing is imported', async () => {
  const app = await openTestWorkspace()
  const { importId } = await opened(app, hubspot)
  await expect(
    app.client.run('imports.run', { importId, mapping: ['externalId'], defaultCountry: 'FR' }),
  ).rejects.toMatchObject({ code: 'E-IMP-NO-NAME-COLUMN' })
})

test('GEN-02 empty files, spreadsheets and closed files are refused with their code', async () => {
  const app = await openTestWorkspace()
  const open = (content: Uint8Array) =>
    app.client.call('imports.open', { fileName: 'x.csv', content })
  await expect(open(new Uint8Array())).rejects.toMatchObject({ code: 'E-IMP-EMPTY' })
  await expect(open(bytes('PK\u0003\u0004 rest of a workbook'))).rejects.toMatchObject({
    code: 'E-IMP-NOT-TEXT',
  })
  const file = await opened(app, hubspot)
  await app.client.call('imports.close', { importId: file.importId })
  await expect(run(app, file)).rejects.toMatchObject({ code: 'E-IMP-GONE' })
})

test('GEN-02 the refused rows come back as a file with line and reason', async () => {
  const app = await openTestWorkspace()
  const file = await opened(app, 'Code client;Nom\nA1;\nA2;Midas\nA2;Speedy')
  await run(app, file)
  const { fileName, content } = await app.client.call('imports.refusedRows', {
    importId: file.importId,
    locale: 'fr',
  })
  expect(fileName).toBe('clients – lignes refusées.csv')
  expect(new TextDecoder().decode(content)).toBe(
    [
      'Ligne;Raison;Code client;Nom',
      '2;Le nom manque.;A1;',
      '4;Une ligne précédente a le même identifiant.;A2;Speedy',
      '',
    ].join('\r\n'),
  )
})

test('GEN-02 cancelling keeps what is written; the next run finishes without duplicates', async () => {
  const app = await openTestWorkspace()
  const rows = Array.from({ length: 1000 }, (_, index) => `C${index};Garage ${index}`)
  const csv = ['Code client;Nom', ...rows].join('\n')
  const file = await opened(app, csv)
  const stop = new AbortController()
  const stopped = await app.client.run(
    'imports.run',
    { importId: file.importId, mapping: file.mapping, defaultCountry: 'FR' },
    { signal: stop.signal, onProgress: ({ done }) => done > 1200 && stop.abort() },
  )
  expect(stopped.cancelled).toBe(true)
  expect(stopped.created).toBeGreaterThan(0)
  expect(stopped.created).toBeLessThan(1000)
  const total = async () => (await app.client.call('customers.search', {})).total
  expect(await total()).toBe(stopped.created)
  expect(await run(app, file)).toMatchObject({
    created: 1000 - stopped.created,
    unchanged: stopped.created,
  })
  expect(await total()).toBe(1000)
})
