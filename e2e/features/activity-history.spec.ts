import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { notice } from '../pages/notice.ts'
import {
  addActivity,
  addCustomer,
  type AppClient,
  createWorkspace,
  me,
  parisAt,
  visit,
} from '../pages/workspace.ts'

async function addPaul({ call }: AppClient): Promise<string> {
  const { id } = await call('users.create', {
    ...{ firstName: 'Paul', lastName: 'Martin', roles: ['rep'], tz: 'Europe/Paris', locale: 'fr' },
  })
  return id
}

test('TL-21 the history tells who changed which field, shows the activity as it was, and gives a value back', async ({
  app,
}) => {
  test.slow()
  const address = await app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const id = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'), {
      ...{ title: 'Tour du stock', description: 'Rayon freinage' },
    })
    const paul = await addPaul(client)
    await client.call('activities.update', { id, patch: { title: 'Inventaire' } })
    await client.call('activities.update', {
      ...{ id, patch: { assigneeId: paul, startAt: parisAt('2024-03-12', '08:30') } },
    })
    await client.call('activities.setDescription', {
      ...{ id, description: [{ insert: 'Rayon freinage et pneus\n' }] },
    })
    return `/customers/${customerId}/activities?activity=${id}`
  })
  const page = await app.open()
  await visit(page, address)
  const details = new ActivityDetails(page)
  const history = details.section('Historique')
  const entries = history.getByRole('list', { name: 'Historique' }).getByRole('listitem')

  // Nothing is read before it is opened; by keyboard, as by mouse.
  await expect(history.getByRole('list')).toHaveCount(0)
  await history.getByRole('button', { name: 'Historique' }).focus()
  await page.keyboard.press('Enter')
  await expect(entries).toHaveCount(4)
  await expect(entries.first()).toContainText('Rayon freinage → Rayon freinage et pneus')
  await expect(entries.nth(1)).toContainText(`${me} → Paul Martin`)
  await expect(entries.nth(1)).toContainText('mar. 12 mars 2024, 09:00 → mar. 12 mars 2024, 08:30')
  await expect(entries.nth(2)).toContainText('Tour du stock → Inventaire')
  await expect(entries.nth(3)).toContainText('Activité créée')
  for (const entry of await entries.all()) await expect(entry).toContainText(me)

  // As it was: to be looked at only, and back to where one came from.
  const see = entries.nth(3).getByRole('button', { name: /^Voir à ce moment/ })
  await see.click()
  const past = details.pane.getByRole('region', { name: /^L’activité telle qu’elle était le / })
  await expect(past).toContainText(/Telle qu’elle était le .+ à \d\d:\d\d/)
  await expect(past.getByRole('heading', { level: 2 })).toHaveText('Tour du stock')
  await expect(past.getByRole('button', { name: 'Revenir à aujourd’hui' })).toBeFocused()
  await expect(details.button('Modifier')).toBeHidden()
  await expect(past.getByRole('region', { name: 'Changé depuis' })).toContainText('Inventaire')
  await page.keyboard.press('e')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Escape')
  await expect(past).toHaveCount(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(see).toBeFocused()

  // One field back, and that taken back.
  await entries
    .nth(2)
    .getByRole('button', {
      name: 'Restaurer cette valeur\u00a0: «\u00a0Tour du stock\u00a0» (Titre)',
    })
    .click()
  await expect(details.title).toHaveText('Tour du stock')
  await expect(entries).toHaveCount(5)
  await notice(page, 'Valeur restaurée').getByRole('button', { name: 'Annuler' }).click()
  await expect(details.title).toHaveText('Inventaire')

  // A description too.
  const text = details.section('Description')
  await history
    .getByRole('button', {
      name: /^Restaurer cette valeur\s: «\sRayon freinage\s» \(Description\)$/,
    })
    .click()
  await expect(text).toHaveText('DescriptionRayon freinage')
  await notice(page, 'Valeur restaurée').last().getByRole('button', { name: 'Annuler' }).click()
  await expect(text).toHaveText('DescriptionRayon freinage et pneus')

  // On a date before everything there is nothing.
  await history.getByRole('textbox', { name: 'Date' }).fill('01/03/2024')
  await history.getByRole('textbox', { name: 'Heure' }).fill('08:00')
  await history.getByRole('button', { name: 'Voir', exact: true }).click()
  await expect(past).toContainText('Rien à cette date')
  await past.getByRole('button', { name: 'Revenir à aujourd’hui' }).click()
  await expect(history.getByRole('button', { name: 'Voir', exact: true })).toBeFocused()
})
