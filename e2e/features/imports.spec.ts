import { readFile } from 'node:fs/promises'
import { expect, test } from '../fixtures.ts'
import { hubspotFile, hubspotRowCount } from '../pages/hubspot-file.ts'
import { ImportPage } from '../pages/import-page.ts'
import { menuOption } from '../pages/menu-option.ts'
import { createWorkspace, visit } from '../pages/workspace.ts'

test.beforeEach(async ({ app }) => {
  await app.seed(async (client) => void (await createWorkspace(client)))
})

test('GEN-02 a HubSpot file is recognised, checked, imported, and imported again without duplicates', async ({
  app,
}) => {
  const page = await app.open()
  const imports = new ImportPage(page)
  await imports.visit()
  await imports.choose('hubspot-entreprises.csv', hubspotFile())
  await expect(imports.select('Origine du fichier')).toHaveText('HubSpot (reconnu)')
  await expect(imports.select('Encodage')).toHaveText('UTF-8')
  await expect(imports.select('Séparateur')).toHaveText('Virgule')
  await expect(page.getByText(`${hubspotRowCount} lignes, 9 colonnes`)).toBeVisible()
  await expect(imports.preview).toContainText('Norauto Rennes')
  await expect(imports.field('Record ID')).toContainText('Code client')
  await expect(imports.field('Company name')).toContainText('Nom du client')
  await expect(imports.field('Postal Code')).toContainText('Code postal')

  await imports.check.click()
  await expect(imports.count('À créer')).toHaveText('31')
  await expect(imports.count('Lignes refusées')).toHaveText('1')
  await expect(imports.problem(33)).toContainText('Le nom du client manque.')
  await visit(page, '/customers')
  await expect(page.getByRole('heading', { name: 'Aucun client pour l’instant' })).toBeVisible()

  await imports.visit()
  await imports.choose('hubspot-entreprises.csv', hubspotFile())
  await imports.check.click()
  await imports.run.click()
  await expect(imports.outcome).toHaveText('Import terminé : 32 lignes lues')
  await expect(imports.count('Créés')).toHaveText('31')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Télécharger la ligne refusée' }).click()
  const refused = await readFile(await (await download).path(), 'utf8')
  expect(refused).toContain('4299')
  expect(refused).toContain('Le nom manque.')

  await page.getByRole('button', { name: 'Importer un autre fichier' }).first().click()
  await imports.choose(
    'hubspot-entreprises.csv',
    hubspotFile().replace('49300,Cholet', '49300,Cholet Sud'),
  )
  await imports.check.click()
  await expect(imports.count('À créer')).toHaveText('0')
  await expect(imports.count('À mettre à jour')).toHaveText('1')
  await expect(imports.count('Inchangés')).toHaveText('30')
  await imports.run.click()
  await page.getByRole('link', { name: 'Voir les clients' }).click()
  await expect(page.getByText('31 clients', { exact: true })).toBeVisible()
})

test('GEN-02 separator, encoding and titles are found in a French file, and can be overridden', async ({
  app,
}) => {
  const page = await app.open()
  const imports = new ImportPage(page)
  await imports.visit()
  const text = 'Code client;Raison sociale;Ville\r\nA1;Garage Lefèvre;Saint-Étienne\r\n'
  await imports.choose('clients.csv', Buffer.from(text, 'latin1'))
  await expect(imports.select('Encodage')).toHaveText('WINDOWS-1252')
  await expect(imports.select('Séparateur')).toHaveText('Point-virgule')
  await expect(imports.preview).toContainText('Garage Lefèvre')

  // Bad input: an encoding that the bytes cannot have.
  await imports.setSelect('Encodage', 'UTF-8')
  await expect(page.getByRole('alert')).toContainText('Ce fichier ne se lit pas avec cet encodage.')
  await expect(imports.preview).toContainText('Garage Lefèvre')
  await imports.setSelect('Première ligne', 'Données')
  await expect(page.getByText('2 lignes, 3 colonnes')).toBeVisible()
  await imports.setSelect('Première ligne', 'Titres des colonnes')
  await expect(page.getByText('1 ligne, 3 colonnes')).toBeVisible()

  await imports.check.click()
  await imports.run.click()
  await page.getByRole('link', { name: 'Voir les clients' }).click()
  await expect(page.getByRole('option', { name: /Garage Lefèvre/ })).toContainText('Saint-Étienne')
})

test('GEN-02 an empty file, a spreadsheet and a file without names are refused, and another can follow', async ({
  app,
}) => {
  const page = await app.open()
  const imports = new ImportPage(page)
  await imports.visit()
  const refusal = page.getByRole('alert')
  await imports.choose('vide.csv', '')
  await expect(refusal).toContainText('Ce fichier ne contient aucune ligne.')
  await imports.choose('clients.xlsx', Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0', 'latin1'))
  await expect(refusal).toContainText('Ce fichier n’est pas un fichier CSV.')
  await expect(refusal).toContainText('Exportez les données en CSV')

  await imports.choose('sans-nom.csv', 'Couleur;Poids\nrouge;3\n')
  await expect(
    page.getByText('Indiquez la colonne qui contient le nom du client.').first(),
  ).toBeVisible()
  await expect(imports.check).toBeDisabled()
  await imports.field('Couleur').click()
  await menuOption(page, 'Nom du client').click()
  await expect(imports.check).toBeEnabled()
  await imports.check.click()
  await expect(imports.count('À créer')).toHaveText('1')
})

test('GEN-02 malformed lines are named one by one; the others are imported', async ({ app }) => {
  const page = await app.open()
  const imports = new ImportPage(page)
  await imports.visit()
  await imports.choose(
    'clients.csv',
    [
      'Code client;Nom;E-mail;Latitude;Longitude',
      'A1;Norauto Rennes;rennes@example.fr;48,11;-1,68',
      'A2;Midas "Angers;;;',
      'A3;Speedy Nantes;pas une adresse;91;200',
      'A1;Encore;;;',
      'A5;Trop;;;;surplus',
    ].join('\n'),
  )
  await imports.check.click()
  await expect(imports.problem(4)).toContainText('Avertissement')
  await expect(imports.problem(5)).toContainText('Une ligne précédente a déjà ce code client.')
  await expect(imports.problem(6)).toContainText(
    'La ligne a plus de cellules que le fichier n’a de colonnes.',
  )
  await expect(imports.count('Lignes refusées')).toHaveText('2')
  await expect(imports.count('À créer')).toHaveText('3')
  await imports.run.click()
  await expect(imports.count('Créés')).toHaveText('3')
})

test('GEN-02 a long import shows its progress, can be stopped, and goes on without duplicates', async ({
  app,
}) => {
  test.slow()
  const rows = 20_000
  const page = await app.open()
  const imports = new ImportPage(page)
  await imports.visit()
  const lines = Array.from({ length: rows }, (_, index) => `C${index};Garage ${index};Rennes`)
  await imports.choose('clients.csv', ['Code client;Nom;Ville', ...lines].join('\n'))
  await imports.check.click()
  await expect(imports.count('À créer')).toHaveText(/^20\s000$/, { timeout: 60_000 })
  await imports.run.click()
  await expect(page.getByRole('progressbar', { name: 'Import des clients' })).toBeVisible()
  await expect(page.getByText(/^[1-9][\d\s]* lignes sur 20\s000$/)).toBeVisible()
  await page.getByRole('button', { name: 'Arrêter l’import' }).click()
  await expect(imports.outcome).toHaveText(/Import arrêté après \d[\d\s]* lignes$/)
  await page.getByRole('button', { name: 'Reprendre l’import' }).click()
  await expect(imports.outcome).toHaveText(/Import terminé\s: 20\s000 lignes lues$/, {
    timeout: 60_000,
  })
  await page.getByRole('link', { name: 'Voir les clients' }).click()
  await expect(page.getByText(/20\s000 clients|[Pp]lus de /)).toBeVisible()
  const search = page.getByRole('combobox', { name: 'Rechercher un client' })
  await search.fill('Garage 19999')
  await expect(page.getByRole('option')).toHaveCount(1)
})
