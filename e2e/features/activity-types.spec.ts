import { expect, test } from '../fixtures.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

test('TYP-01 TYP-04 a built-in type is renamed, recoloured and archived; its activities follow at once', async ({
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

test('TYP-02 TYP-03 TYP-05 a type is created, refused its deletion while in use, replaced, archived and deleted', async ({
  app,
}) => {
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
  const main = page.getByRole('main')

  await page.getByRole('button', { name: 'Ajouter un type' }).click()
  const creation = page.getByRole('dialog', { name: 'Ajouter un type' })
  const name = creation.getByRole('textbox', { name: 'Nom du type' })
  await name.fill('SALON')
  await creation.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(creation).toContainText('Un type porte déjà le nom')
  await name.fill('Revue trimestrielle')
  await creation.getByRole('textbox', { name: 'Autre couleur' }).fill('#15803E')
  await creation.getByRole('textbox', { name: 'Autre couleur' }).press('Tab')
  await expect(creation).toContainText('Presque la même couleur que «\u00a0Visite\u00a0»')
  await creation.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(creation).toHaveCount(0)

  const row = (text: string) => main.getByRole('button', { name: new RegExp(`^${text}`) })
  await row('Revue trimestrielle').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(main.getByRole('listitem').nth(5)).toContainText('Revue trimestrielle')
  await expect(row('Revue trimestrielle')).toBeFocused()

  await row('Salon').click()
  const sheet = page.getByRole('dialog', { name: 'Salon' })
  await sheet.getByRole('button', { name: 'Supprimer' }).click()
  await expect(sheet.getByRole('alert')).toContainText('Utilisé par 2 activités.')
  await sheet.getByRole('button', { name: 'Remplacer par…' }).click()
  await sheet.getByRole('combobox', { name: /^Remplacer/ }).click()
  await page.getByRole('option', { name: 'Réunion' }).click()
  await sheet.getByRole('button', { name: 'Remplacer', exact: true }).click()
  const toast = page.getByText('«\u00a0Salon\u00a0» est remplacé par «\u00a0Réunion\u00a0»')
  await expect(toast.first()).toContainText('2 activités')
  await expect(main.getByRole('listitem').filter({ hasText: 'Salon' })).toContainText('Archivé')

  await page.keyboard.press('Control+z')
  await expect(main.getByRole('listitem').filter({ hasText: 'Salon' })).not.toContainText('Archivé')
  await row('Salon').click()
  await sheet.getByRole('button', { name: 'Archiver' }).click()
  await expect(sheet).toContainText('Archivé le')

  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.row('Salon – Norauto Rennes')).toHaveCount(2)
  await expect(page.getByRole('img', { name: 'Salon (archivé)' }).first()).toBeVisible()
  await page.getByRole('button', { name: /^Type/ }).click()
  const archived = page.getByRole('button', { name: /^Archivés/ })
  await expect(page.getByRole('checkbox', { name: /^Salon/ })).toHaveCount(0)
  await archived.click()
  await page.getByRole('checkbox', { name: /^Salon/ }).click()
  await page.keyboard.press('Escape')
  await expect(timeline.row('Salon – Norauto Rennes')).toHaveCount(2)

  await visit(page, '/settings/types')
  await row('Revue trimestrielle').click()
  const unused = page.getByRole('dialog', { name: 'Revue trimestrielle' })
  await unused.getByRole('button', { name: 'Supprimer' }).click()
  await expect(row('Revue trimestrielle')).toHaveCount(0)
})
