import { describe, expect, test } from 'vitest'
import type { ImportResult, OpenedImport } from '../../core/contract/imports.ts'
import type { CustomerSales } from '../../core/contract/sales.ts'
import { customerDocumentId } from '../../core/crdt/document-id.ts'
import { addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend } from '../testing/test-backend.ts'

const opened = (app: TestBackend, csv: string): Promise<OpenedImport> =>
  app.client.call('imports.open', {
    kind: 'sales',
    fileName: 'ventes.csv',
    content: new TextEncoder().encode(csv),
  })

async function run(
  app: TestBackend,
  csv: string,
  operation: 'imports.run' | 'imports.dryRun' = 'imports.run',
): Promise<ImportResult> {
  const { importId, mapping } = await opened(app, csv)
  return app.client.run(operation, { importId, mapping, defaultCountry: 'FR' })
}

const salesOf = (app: TestBackend, customerId: string, branches = false): Promise<CustomerSales> =>
  app.first('sales.watch', { customerId, branches })

const long = [
  'Client;Mois;CA HT;Commandes',
  'Norauto Lyon;09/2026;12 345,67 €;4',
  'Norauto Lyon;oct. 2026;8 000,00;',
].join('\n')

describe('AIS-01 monthly sales are imported', () => {
  test('one month a row, by the name of the customer', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    expect(await run(app, long)).toMatchObject({ rows: 2, created: 2, updated: 0, refused: 0 })
    expect(await salesOf(app, customerId)).toEqual({
      currency: 'EUR',
      current: '2026-11',
      months: [
        { period: '2026-09', amountMinor: 1_234_567, orders: 4 },
        { period: '2026-10', amountMinor: 800_000, orders: null },
      ],
      otherCurrencies: 0,
      may: { import: null },
    })
  })

  test('one month a column', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    await run(app, 'Client;sept. 2026;oct. 2026;nov. 2026\nNorauto Lyon;100;;300\n')
    expect((await salesOf(app, customerId)).months).toEqual([
      { period: '2026-09', amountMinor: 10_000, orders: null },
      { period: '2026-11', amountMinor: 30_000, orders: null },
    ])
  })

  test('by the code of the customer, which goes before the name', async () => {
    const app = await openTestWorkspace()
    const { id } = await app.client.call('customers.create', {
      fields: { name: 'Norauto Lyon', code: 'A7' },
    })
    await run(app, 'Code client;Client;Mois;Montant\nA7;Norauto;2026-09;100\n')
    expect((await salesOf(app, id)).months).toHaveLength(1)
  })

  test('a dry run counts and writes nothing', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    expect(await run(app, long, 'imports.dryRun')).toMatchObject({ created: 2 })
    expect(await salesOf(app, customerId)).toMatchObject({ currency: null, months: [] })
  })

  test('the same file again changes nothing', async () => {
    const app = await openTestWorkspace()
    await addCustomer(app, 'Norauto Lyon')
    await run(app, long)
    expect(await run(app, long)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    expect(await app.client.call('sales.imports', {})).toHaveLength(1)
  })

  test('rows that cannot be imported say why', async () => {
    const app = await openTestWorkspace()
    await addCustomer(app, 'Norauto Lyon')
    await addCustomer(app, 'Midas')
    await addCustomer(app, 'Midas')
    const csv = [
      'Client;Mois;Montant;Devise',
      'Inconnu;2026-09;1;',
      'Midas;2026-09;1;',
      ';2026-09;1;',
      'Norauto Lyon;46266;1;',
      'Norauto Lyon;été;1;',
      'Norauto Lyon;2026-09;un;',
      'Norauto Lyon;2026-09;1;USD',
      'Norauto Lyon;2026-09;1 $;',
    ].join('\n')
    const { problems, refused } = await run(app, csv)
    expect(refused).toBe(8)
    expect(problems.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'customer_unknown'],
      [3, 'customer_ambiguous'],
      [4, 'sales_no_customer'],
      [5, 'month_serial'],
      [6, 'month_not_understood'],
      [7, 'amount_not_understood'],
      [8, 'other_currency'],
      [9, 'other_currency'],
    ])
  })

  test('of two rows about one month the last one counts, with a warning', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    const csv = 'Client;Mois;Montant\nNorauto Lyon;2026-09;1\nNorauto Lyon;2026-09;2\n'
    expect(await run(app, csv)).toMatchObject({
      created: 1,
      problems: [{ line: 3, severity: 'warning', problem: 'duplicate_month' }],
    })
    expect((await salesOf(app, customerId)).months).toMatchObject([{ amountMinor: 200 }])
  })

  test('a file without the column of the month is not run', async () => {
    const app = await openTestWorkspace()
    await expect(run(app, 'Client;Montant\nNorauto;1\n')).rejects.toMatchObject({
      code: 'E-IMP-SALES-COLUMNS',
    })
  })
})

describe('AIS-01 an import of sales is taken back', () => {
  test('months that were not there go, others say what they said', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    await run(app, 'Client;Mois;Montant\nNorauto Lyon;2026-09;50\n')
    app.clock.now += 1000
    await run(app, long)
    const [last] = await app.client.call('sales.imports', {})
    expect(last).toMatchObject({ fileName: 'ventes.csv', months: 2 })
    expect(await app.client.call('sales.undoImport', { id: last!.id })).toEqual({
      restored: 2,
      kept: 0,
    })
    expect((await salesOf(app, customerId)).months).toEqual([
      { period: '2026-09', amountMinor: 5000, orders: null },
    ])
  })

  test('what was changed since stays', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto Lyon')
    await run(app, long)
    const [first] = await app.client.call('sales.imports', {})
    await run(app, 'Client;Mois;Montant\nNorauto Lyon;2026-10;9\n')
    expect(await app.client.call('sales.undoImport', { id: first!.id })).toEqual({
      restored: 1,
      kept: 1,
    })
    expect((await salesOf(app, customerId)).months).toMatchObject([{ period: '2026-10' }])
  })
})

describe('AIS-02 sales of a main customer', () => {
  test('include its branches where they are asked for', async () => {
    const app = await openTestWorkspace()
    const main = await addCustomer(app, 'Norauto')
    await addCustomer(app, 'Norauto Lyon', main)
    await run(app, 'Client;Mois;Montant;Commandes\nNorauto;2026-09;1;1\nNorauto Lyon;2026-09;2;3\n')
    expect((await salesOf(app, main)).months).toMatchObject([{ amountMinor: 100 }])
    expect((await salesOf(app, main, true)).months).toEqual([
      { period: '2026-09', amountMinor: 300, orders: 4 },
    ])
  })

  test('reach back 24 months', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto')
    await run(app, 'Client;Mois;Montant\nNorauto;2024-11;1\nNorauto;2024-12;2\n')
    expect((await salesOf(app, customerId)).months).toMatchObject([{ period: '2024-12' }])
  })

  test('values that mean nothing here are left out', async () => {
    const app = await openTestWorkspace()
    const customerId = await addCustomer(app, 'Norauto')
    const author = { userId: app.userId, deviceId: 'other', at: app.clock.now }
    app.backend.services.documents.write(author, (edit) =>
      edit.document(customerDocumentId(customerId), (doc) => {
        const sales = doc.getMap('sales')
        sales.set(`${customerId}/2026-09`, { amountMinor: 'many' })
        sales.set(`${customerId}/2026-99`, { amountMinor: 1 })
        sales.set('nonsense', 7)
      }),
    )
    expect(await salesOf(app, customerId)).toMatchObject({ months: [] })
  })
})
