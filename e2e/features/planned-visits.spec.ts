import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { notice } from '../pages/notice.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, visit } from '../pages/workspace.ts'

const minute = 60_000
const thisMinute = (): number => Math.floor(Date.now() / minute) * minute

test('ACT-13 a planned visit is started as a visit: one record, with its plan, how late it is, and its history', async ({
  app,
}) => {
  const path = await app.seed(async (client) => {
    await createWorkspace(client)
    const customer = await addCustomer(client, { name: 'Norauto Rennes' })
    const id = await addActivity(client, customer, thisMinute() - 12 * minute, {
      typeId: 'type-planned-visit',
    })
    return `/customers/${customer}/activities?activity=${id}`
  })
  const page = await app.open()
  await visit(page, path)
  const details = new ActivityDetails(page)
  await expect(details.title).toHaveText('Visite planifiée – Norauto Rennes')
  await expect(details.fact('Prévue')).toHaveCount(0)
  await details.button('Démarrer la visite').click()

  await expect(details.title).toHaveText('Visite – Norauto Rennes')
  await expect(details.fact('Prévue')).toContainText(/commencé 1[2-4]\smin en retard/)
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.row('Visite – Norauto Rennes')).toContainText('En cours')
  await details.pane.getByRole('button', { name: 'Historique' }).click()
  await expect(details.pane).toContainText('Visite planifiée → Visite')
  await expect(details.pane).toContainText('Planifiée → En cours')
})

test('TYP-07 a type reminds before a planned activity, on screen and in the notifications', async ({
  app,
}) => {
  await app.seed(async (client) => {
    await createWorkspace(client)
    const customer = await addCustomer(client, { name: 'Norauto Rennes' })
    await addActivity(client, customer, thisMinute() + 60 * minute, {
      ...{ typeId: 'type-meeting', title: 'Bilan annuel', status: 'planned' },
    })
  })
  const page = await app.open()
  await visit(page, '/settings/types')
  await page.getByRole('button', { name: /^Réunion/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Réunion' })
  await sheet.getByRole('combobox', { name: 'Rappel' }).click()
  await page.getByRole('option', { name: '30 min avant' }).click()
  await expect(sheet.getByRole('combobox', { name: 'Rappel' })).toContainText('30 min avant')
  // It was planned with more time left than that, and half an hour is not reached yet.
  await expect(page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await app.close()

  await app.seed(async ({ call }) => {
    await call('activityTypes.update', { id: 'type-meeting', patch: { reminderMin: 0 } })
    const { rows } = await call('timeline.page', {
      ...{ filter: { tz: 'Europe/Paris' }, block: 'upcoming' },
    })
    const startAt = Date.now() + 1500
    const patch = { startAt, endAt: startAt + 30 * minute }
    await call('activities.update', { id: rows[0]!.id, patch })
  })
  const later = await app.open()
  await expect(notice(later, 'Bilan annuel')).toContainText('Rappel')
  await notice(later, 'Bilan annuel').getByRole('button', { name: 'Ouvrir' }).click()
  await expect(new ActivityDetails(later).title).toHaveText('Bilan annuel')
  await visit(later, '/notifications')
  const entry = later.getByRole('list', { name: 'Notifications' }).getByRole('link')
  await expect(entry).toContainText('Bilan annuel')
  await expect(entry).not.toContainText('Non vue')
})
