import { expect, test } from '../fixtures.ts'
import { goTo } from '../pages/screens.ts'
import { timezoneId } from '../shell.ts'

test('TL-01 from one customer to the next, nothing of the one before stays on screen', async ({
  app,
}) => {
  const [first, second] = await app.seed(async ({ call }) => {
    await call('workspace.create', {
      organisationName: 'Distribution Pièces Auto',
      firstName: 'Camille',
      lastName: 'Roche',
      tz: timezoneId,
      locale: 'fr',
    })
    const made = []
    for (const name of ['Garage Martin', 'Pneus Durand']) {
      const { id } = await call('customers.create', { parentId: null, fields: { name } })
      const activity = await call('activities.create', {
        activity: {
          typeId: 'type-visit',
          customerId: id,
          title: `Visite chez ${name}`,
          startAt: Date.UTC(2026, 0, 15, 9),
          endAt: Date.UTC(2026, 0, 15, 10),
        },
      })
      made.push({ id, activityId: activity.id })
    }
    return made
  })
  const page = await app.open()
  await goTo(page, `/customers/${first!.id}/activities?activity=${first!.activityId}`)
  await expect(page.getByRole('row', { name: 'Visite chez Garage Martin' })).toBeVisible()
  await page.getByRole('grid').press('e')
  await expect(page.getByRole('dialog')).toBeVisible()

  await page.evaluate((id) => {
    window.location.hash = `/customers/${id}/activities`
  }, second!.id)
  await expect(page.getByRole('article', { name: 'Pneus Durand' })).toBeVisible()
  await expect(page.getByRole('row', { name: 'Visite chez Pneus Durand' })).toBeVisible()
  await expect(page.getByRole('row', { name: 'Visite chez Garage Martin' })).toHaveCount(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.evaluate(() => {
    window.location.hash = '/customers/nobody/activities'
  })
  await expect(page.getByRole('article')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Client introuvable' })).toBeVisible()
})
