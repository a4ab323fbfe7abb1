import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

test('ACT-15 an activity across midnight is one row, under its start day, with +1 j', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Feu Vert Lyon' })
    await addActivity(client, id, parisAt('2024-03-31', '23:30'), {
      title: 'Inventaire',
      endAt: parisAt('2024-04-01', '00:30'),
    })
    await addActivity(client, id, parisAt('2024-03-30', '22:00'), {
      title: 'Jusqu’à minuit',
      endAt: parisAt('2024-03-31', '00:00'),
    })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(2)
  const row = timeline.row('Inventaire')
  await expect(row).toContainText('dim. 31 mars')
  await expect(row).toContainText('23:30 – 00:30')
  await expect(row).toContainText('+1 j')
  await expect(row).toContainText('se termine le lendemain')
  await expect(timeline.heading('Mars 2024')).toBeVisible()
  await expect(timeline.heading('Avril 2024')).toHaveCount(0)
  await expect(timeline.row('Jusqu’à minuit')).not.toContainText('+1 j')

  await row.click()
  const when = new ActivityDetails(page).fact('Date et heure')
  await expect(when).toContainText('dim. 31 mars 2024, 23:30 – 00:30')
  await expect(when).toContainText('+1 j')
})

test('ACT-16 the place’s own time stands below; my other zone rewrites nothing', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Norauto Lisboa', country: 'PT', tz: 'Europe/Lisbon' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?new=1`)
  const timeline = new Timeline(page)
  const form = new ActivityForm(page)
  await form.setTimes(['12/03/2024', '09:00'], ['12/03/2024', '09:30'])
  await form.save.click()
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.rows).toContainText('09:00 – 09:30')
  await expect(timeline.rows).toContainText('(Lisbonne 08:00 – 08:30)')
  await expect(new ActivityDetails(page).fact('Date et heure')).toContainText(
    '(Lisbonne 08:00 – 08:30)',
  )

  await visit(page, '/settings/appearance')
  await page.getByRole('button', { name: 'Mon fuseau horaire' }).click()
  await page.keyboard.type('Lisbon')
  await page.getByRole('option', { name: /Lisbon/ }).click()
  await expect(page.getByRole('contentinfo')).toContainText('Europe/Lisbon')
  await visit(page, `/customers/${customerId}/activities`)
  await expect(timeline.rows).toContainText('08:00 – 08:30')
  await expect(timeline.rows).not.toContainText('Lisbonne')
})

test('ACT-16 an hour that does not exist is refused with the hour after the gap', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Feu Vert Lyon' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?new=1`)
  const form = new ActivityForm(page)
  await form.setTimes(['29/03/2026', '02:30'], ['29/03/2026', '04:00'])
  const refusal = form.sheet.getByRole('alert')
  await expect(refusal).toContainText('Cette heure n’existe pas (passage à l’heure d’été).')
  await form.save.click()
  await expect(form.sheet).toBeVisible()
  await form.button('Utiliser 03:30').click()
  await expect(form.startTime).toHaveValue('03:30')
  await expect(refusal).toHaveCount(0)
  await form.save.click()
  await expect(new Timeline(page).rows).toContainText('03:30')
})

test('ACT-06 presets add elapsed minutes across both changes of the clocks', async ({ app }) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Feu Vert Lyon' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?new=1`)
  const form = new ActivityForm(page)
  await form.setTimes(['29/03/2026', '01:45'], ['29/03/2026', '01:50'])
  await form.preset(60).click()
  await expect(form.endTime).toHaveValue('03:45')
  await expect(form.duration).toHaveValue('1\u00a0h')

  await form.setTimes(['25/10/2026', '02:45'], ['25/10/2026', '05:00'])
  await form.preset(30).click()
  await expect(form.endTime).toHaveValue('02:15')
  await expect(form.duration).toHaveValue('30\u00a0min')
})

test('ACT-16 an hour that comes twice asks which one, shows its offset and keeps the choice', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Feu Vert Lyon' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?new=1`)
  const form = new ActivityForm(page)
  const timeline = new Timeline(page)
  await form.setTimes(['25/10/2026', '02:30'], ['25/10/2026', '04:00'])
  const passes = form.sheet.getByRole('group', { name: /^Cette heure a lieu deux fois/ })
  const first = passes.getByRole('radio', { name: 'Première fois (+02:00)' })
  const second = passes.getByRole('radio', { name: 'Seconde fois (+01:00)' })
  await expect(first).toBeChecked()
  await expect(form.duration).toHaveValue('2\u00a0h\u00a030')
  await second.check()
  await form.endTime.fill('04:00')
  await form.endTime.blur()
  await expect(form.duration).toHaveValue('1\u00a0h\u00a030')
  await form.save.click()
  await expect(timeline.rows).toContainText('02:30 (+01:00) – 04:00')

  await new ActivityDetails(page).button('Modifier').click()
  await expect(second).toBeChecked()
})
