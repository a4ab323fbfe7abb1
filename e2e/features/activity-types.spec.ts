import { expect, test } from '../fixtures.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

test('TYP-01 TYP-04 a built-in type is renamed, recoloured and hidden; its activities follow at once', async ({
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
  await renamed.getByRole('switch', { name: 'Proposer ce type' }).click()
  await expect(types.filter({ hasText: 'Rendez-vous' })).toContainText('Masqué')

  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.row('Rendez-vous – Norauto Rennes')).toHaveCount(1)
  await page.keyboard.press('n')
  const form = new ActivityForm(page)
  await expect(form.type('Visite')).toBeVisible()
  await expect(form.type('Rendez-vous')).toHaveCount(0)
})
