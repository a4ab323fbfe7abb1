import { expect, test } from '../fixtures.ts'
import { ImportPage } from '../pages/import-page.ts'
import { notice } from '../pages/notice.ts'
import { addCustomer, createWorkspace, parisDay, visit } from '../pages/workspace.ts'

const monthAgo = (count: number): string => {
  const [year = 0, month = 1] = parisDay(0).split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - count, 1)).toISOString().slice(0, 7)
}

test('AIS-01 monthly sales are imported and shown on the profile', async ({ app }) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Norauto Rennes' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/information`)
  const sales = page.getByRole('region', { name: 'Ventes' })
  await expect(sales).toContainText('Aucune vente importée')
  await sales.getByRole('link', { name: 'Importer des ventes' }).click()

  const imports = new ImportPage(page)
  const csv = [
    'Client;Mois;CA HT',
    `Norauto Rennes;${monthAgo(1)};12 345,00 €`,
    `Norauto Rennes;${monthAgo(13)};10 000,00 €`,
    `Inconnu;${monthAgo(1)};1`,
  ].join('\n')
  await imports.choose('ventes.csv', csv)
  await expect(imports.field('CA HT')).toContainText('Montant')
  await imports.check.click()
  await expect(imports.count('Mois à ajouter')).toHaveText('2')
  await expect(imports.problem(4)).toContainText('Ce client est inconnu.')
  await page.getByRole('button', { name: 'Importer 2 mois de ventes' }).click()
  await expect(imports.outcome).toHaveText('Import terminé\u00a0: 3 lignes lues')

  await visit(page, `/customers/${customerId}/information`)
  await expect(sales.locator('canvas')).toBeVisible()
  await sales.getByText('Voir le tableau').click()
  await expect(sales.getByRole('row', { name: /12\s345\s€/ })).toContainText(/10\s000\s€/)
})

test('AIS-01 an import of sales is taken back where it ended', async ({ app }) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Norauto Rennes' })
  })
  const page = await app.open()
  await visit(page, '/imports/sales')
  const imports = new ImportPage(page)
  await imports.choose('ventes.csv', `Client;Mois;CA\nNorauto Rennes;${monthAgo(1)};5\n`)
  await imports.check.click()
  await page.getByRole('button', { name: 'Importer 1 mois de ventes' }).click()
  await page.getByRole('button', { name: 'Annuler cet import' }).click()
  await expect(notice(page, 'Import annulé\u00a0: 1 mois rétabli')).toBeVisible()
  await visit(page, `/customers/${customerId}/information`)
  await expect(page.getByRole('region', { name: 'Ventes' })).toContainText('Aucune vente importée')
})
