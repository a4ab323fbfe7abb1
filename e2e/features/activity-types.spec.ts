import { expect, test } from '../fixtures.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { addTypeQuestions } from '../pages/type-questions.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

test('TYP-01 TYP-04 TYP-08 a built-in type is renamed, recoloured and archived; its activities follow at once', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    await addActivity(client, id, parisAt('2024-03-12', '09:00'), { typeId: 'type-meeting' })
    return id
  })
  const page = await app.open()
  await visit(page, '/settings/types')
  const types = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('button') })
  await expect(types).toHaveCount(5)
  for (const name of [
    'Visite',
    'Visite planifiée',
    'Appel (entrant)',
    'Appel (sortant)',
    'Réunion',
  ])
    await expect(types.filter({ has: page.getByText(name, { exact: true }) })).toHaveCount(1)

  await page.getByRole('button', { name: /^Réunion/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Réunion' })
  const name = sheet.getByRole('textbox', { name: 'Nom en français' })
  await name.fill('visite')
  await name.press('Enter')
  await expect(sheet).toContainText('Un type porte déjà le nom')
  await name.fill('Rendez-vous')
  await name.press('Enter')
  const renamed = page.getByRole('dialog', { name: 'Rendez-vous' })
  await expect(renamed).toBeVisible()
  await renamed.getByRole('button', { name: 'Archiver' }).click()
  await expect(types.filter({ hasText: 'Rendez-vous' })).toContainText('Archivé')

  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.row('Rendez-vous – Norauto Rennes')).toHaveCount(1)
  await page.keyboard.press('n')
  const form = new ActivityForm(page)
  await expect(form.type('Visite')).toBeVisible()
  await expect(form.type('Rendez-vous')).toHaveCount(0)
})

test('TYP-02 TYP-03 TYP-05 a type is created with name and look, moved and, unused, deleted', async ({
  app,
}) => {
  test.slow()
  await app.seed((client) => createWorkspace(client))
  const page = await app.open()
  await visit(page, '/settings/types')
  const types = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('button') })
  await page.getByRole('button', { name: 'Ajouter un type' }).click()
  const creation = page.getByRole('dialog', { name: 'Ajouter un type' })
  const name = creation.getByRole('textbox', { name: 'Nom du type' })
  await name.fill('REUNION')
  await creation.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(creation).toContainText('Un type porte déjà le nom')
  await name.fill('Revue trimestrielle')
  await creation.getByRole('textbox', { name: 'Autre couleur' }).fill('#15803E')
  await creation.getByRole('textbox', { name: 'Autre couleur' }).press('Tab')
  await expect(creation).toContainText('Presque la même couleur que «\u00a0Visite\u00a0»')
  await creation.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(creation).toHaveCount(0)

  const row = page.getByRole('button', { name: /^Revue trimestrielle/ })
  await row.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(types.nth(4)).toContainText('Revue trimestrielle')
  await expect(row).toBeFocused()
  await row.press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Revue trimestrielle' })
  await sheet.getByRole('button', { name: 'Supprimer' }).click()
  await expect(row).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(row).toHaveCount(1)
})

test('TYP-05 a type in use is refused its deletion, replaced, brought back and archived', async ({
  app,
}) => {
  test.slow()
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    const { id: typeId } = await client.call('activityTypes.create', {
      name: { fr: 'Salon' },
      icon: 'i-lucide-presentation',
      color: '#4338CA',
    })
    for (const time of ['09:00', '11:00'])
      await addActivity(client, id, parisAt('2024-03-12', time), { typeId })
    return id
  })
  const page = await app.open()
  await visit(page, '/settings/types')
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Salon' })
  const open = row.getByRole('button', { name: /^Salon/ })
  await open.click()
  const sheet = page.getByRole('dialog', { name: 'Salon' })
  await sheet.getByRole('button', { name: 'Supprimer' }).click()
  await expect(sheet.getByRole('alert')).toContainText('Utilisé par 2 activités.')
  await sheet.getByRole('button', { name: 'Remplacer par…' }).click()
  await sheet.getByRole('combobox', { name: /^Remplacer/ }).click()
  await page.getByRole('option', { name: 'Réunion' }).click()
  await sheet.getByRole('button', { name: 'Remplacer', exact: true }).click()
  await expect(row).toContainText('Archivé')
  await expect(page.getByText(/est remplacé par .+ 2 activités$/).last()).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(row).not.toContainText('Archivé')
  await open.click()
  await sheet.getByRole('button', { name: 'Archiver' }).click()
  await expect(sheet).toContainText('Archivé le')

  await visit(page, `/customers/${customerId}/activities`)
  await expect(new Timeline(page).row('Salon – Norauto Rennes')).toHaveCount(2)
  await expect(page.getByRole('img', { name: 'Salon (archivé)' }).first()).toBeVisible()
  await page.getByRole('button', { name: /^Type/ }).click()
  await expect(page.getByRole('checkbox', { name: /^Salon/ })).toHaveCount(0)
  await page.getByRole('button', { name: /^Archivés/ }).click()
  await page.getByRole('checkbox', { name: /^Salon/ }).click()
  await expect(new Timeline(page).row('Salon – Norauto Rennes')).toHaveCount(2)
})

test('TYP-06 a type used while it was archived, and two types of one name, are decided in À vérifier', async ({
  app,
}) => {
  test.slow()
  await app.seed(async (client, services) => {
    await createWorkspace(client)
    await addTypeQuestions(client, services)
  })
  const page = await app.open()
  await visit(page, '/settings/types')
  await expect(page.getByText('Doublon de nom')).toHaveCount(2)

  await visit(page, '/review')
  const questions = page.getByRole('list', { name: 'À vérifier' }).getByRole('listitem')
  await expect(questions).toHaveCount(2)
  const used = questions.filter({ hasText: 'Essai du banc' })
  await expect(used).toContainText('Démonstration (archivé)')
  await used.getByRole('combobox', { name: 'Autre type' }).click()
  await page.getByRole('option', { name: 'Réunion' }).click()
  await used.getByRole('button', { name: 'Changer de type' }).click()
  await expect(used).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(used).toHaveCount(1)
  await used.getByRole('button', { name: 'Garder tel quel' }).click()
  await expect(used).toHaveCount(0)

  const doubled = questions.filter({ hasText: 'Doublon de nom' })
  await doubled.getByRole('button', { name: 'Fusionner' }).click()
  await expect(page.getByText('Rien à vérifier')).toBeVisible()
  await visit(page, '/activities')
  await expect(page.getByRole('img', { name: 'Salon', exact: true })).toHaveCount(1)
})
