import Papa from 'papaparse'
import readXlsxFile from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { formOf, listOf } from '../../core/domain/forms/sample-form.ts'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'

const hour = 3_600_000

interface Office extends TestBackend {
  submit(formId: string, answers: Record<string, unknown>): Promise<string>
  addForm(title: string, fields: Parameters<typeof formOf>[0]): Promise<string>
}

async function office(): Promise<Office> {
  const app = await openTestWorkspace()
  const { call } = app.client
  const customer = await addCustomer(app, 'Norauto')
  const activityId = await addActivity(app, customer, testNow - hour, { title: 'Tour du stock' })
  const linked: string[] = []
  let reports = 0
  return {
    ...app,
    async addForm(title, fields) {
      const definition = { ...formOf(fields, { l: listOf('order') }), title: { fr: title } }
      const content = new TextEncoder().encode(JSON.stringify(definition))
      const { id } = await call('forms.import', { name: 'f.json', content })
      await call('forms.publish', { id })
      linked.push(id)
      await call('forms.link', { typeId: 'type-visit', formIds: [...linked] })
      return id
    },
    async submit(formId, answers) {
      const forms = (await app.first('reports.watch', { activityId })).forms
      const { versionId } = forms.find((form) => form.formId === formId)!
      const { id } = await call('reports.submit', {
        ...{ id: `report-${++reports}`, activityId, formId, versionId, fillMs: 1000 },
        ...{ answers: answers as never, startedAt: app.clock.now },
      })
      app.clock.now += 60_000
      return id
    },
  }
}

const filter = { tz: 'Europe/Paris' }
const csvOf = (content: Uint8Array): string[][] =>
  Papa.parse<string[]>(new TextDecoder().decode(content).trimEnd(), { delimiter: ';' }).data

test('REP-13 reports of two versions stand in one table: a column for each key, labels of the newest', async () => {
  const app = await office()
  const form = await app.addForm('Visite', [
    { id: 'met', type: 'text', label: { fr: 'Vu' } },
    { id: 'old', type: 'integer', label: { fr: 'Ponts' } },
  ])
  await app.submit(form, { met: 'Paul', old: 4 })
  await app.client.call('forms.edit', {
    id: form,
    edits: [
      { kind: 'field', id: 'met', patch: { label: { fr: 'Interlocuteur' } } },
      { kind: 'setRemoved', part: 'field', id: 'old', removed: true },
    ],
  })
  await app.client.call('forms.publish', { id: form })
  await app.submit(form, { met: 'Anne' })
  const { files, reports } = await app.client.run('reports.export', {
    ...{ filter, format: 'csv', locale: 'fr' },
  })
  expect(reports).toBe(2)
  expect(files.map(({ name }) => name)).toEqual(['Rapports – Visite.csv'])
  expect([...files[0]!.content.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const rows = csvOf(files[0]!.content)
  expect(rows[0]!.slice(0, 5)).toEqual([
    ...['Client', 'Activité', 'Début', 'Soumis par', 'Soumis le'],
  ])
  expect(rows.map((row) => row.slice(5))).toEqual([
    ['Version du formulaire', 'Révision', 'Interlocuteur', 'Ponts'],
    ['2', '1', 'Anne', ''],
    ['1', '1', 'Paul', '4'],
  ])
  expect(rows[2]!.slice(0, 5)).toEqual([
    ...['Norauto', 'Tour du stock', '2026-11-24 09:00', 'Camille Roche', '2026-11-24 10:00'],
  ])
})

test('REP-13 a text that a spreadsheet would run is no formula, and -5 stays a number', async () => {
  const app = await office()
  const form = await app.addForm('Visite', [
    { id: 'note', type: 'text' },
    { id: 'change', type: 'decimal' },
  ])
  await app.submit(form, { note: '=HYPERLINK("http://evil")', change: -5.5 })
  const request = { filter, locale: 'fr' } as const
  const csv = await app.client.run('reports.export', { ...request, format: 'csv' })
  expect(csvOf(csv.files[0]!.content)[1]!.slice(7)).toEqual([`'=HYPERLINK("http://evil")`, '-5,5'])
  const xlsx = await app.client.run('reports.export', { ...request, format: 'xlsx' })
  const [sheet] = await readXlsxFile(Buffer.from(xlsx.files[0]!.content))
  expect(sheet!.data[1]!.slice(7)).toEqual(['=HYPERLINK("http://evil")', -5.5])
})

test('REP-13 a workbook has a sheet for each form, with dates that are dates; what is withdrawn is left out', async () => {
  const app = await office()
  const visits = await app.addForm('Visite', [
    { id: 'next', type: 'date' },
    { id: 'outcome', type: 'choice', list: 'l' },
  ])
  const audits = await app.addForm('Audit', [{ id: 'seen', type: 'boolean' }])
  await app.submit(visits, { next: '2026-12-01', outcome: 'order' })
  const wrong = await app.submit(visits, { next: '2026-12-02' })
  await app.client.call('reports.setWithdrawn', { id: wrong, withdrawn: true, reason: null })
  await app.submit(audits, { seen: false })
  const { files, reports } = await app.client.run('reports.export', {
    ...{ filter, format: 'xlsx', locale: 'fr' },
  })
  expect(reports).toBe(2)
  expect(files.map(({ name }) => name)).toEqual(['Rapports.xlsx'])
  const sheets = await readXlsxFile(Buffer.from(files[0]!.content))
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Audit', 'Visite'])
  expect(sheets[0]!.data[1]!.slice(7)).toEqual(['Non'])
  expect(sheets[1]!.data).toHaveLength(2)
  expect(sheets[1]!.data[1]!.slice(7)).toEqual([new Date('2026-12-01T00:00:00Z'), 'order'])
})

test.each(['csv', 'xlsx'] as const)(
  'NOT-04 what is exported for others has nothing of the internal notes: %s',
  async (format) => {
    const app = await office()
    await app.submit(await app.addForm('Visite', [{ id: 'met', type: 'text' }]), { met: 'Paul' })
    const { rows } = await app.client.call('timeline.page', { filter, block: 'history' })
    const body = [{ insert: 'Mauvais payeur\n' }]
    await app.client.call('notes.create', { activityId: rows[0]!.id, body })
    const { files } = await app.client.run('reports.export', { filter, format, locale: 'fr' })
    const content = Buffer.from(files[0]!.content)
    const cells = format === 'csv' ? csvOf(content) : (await readXlsxFile(content))[0]!.data
    expect(cells.flat()).toContain('Paul')
    expect(cells.flat().filter((cell) => String(cell).includes('payeur'))).toEqual([])
  },
)

test('REP-13 without reports there is no file', async () => {
  const app = await office()
  expect(await app.client.run('reports.export', { filter, format: 'xlsx', locale: 'en' })).toEqual({
    files: [],
    reports: 0,
  })
})

test('REP-13 an export is stopped', async () => {
  const app = await office()
  const form = await app.addForm('Visite', [{ id: 'note', type: 'text' }])
  await app.submit(form, { note: 'a' })
  const stop = new AbortController()
  const run = app.client.run(
    'reports.export',
    { filter, format: 'xlsx', locale: 'fr' },
    { signal: stop.signal, onProgress: () => stop.abort() },
  )
  await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
})
