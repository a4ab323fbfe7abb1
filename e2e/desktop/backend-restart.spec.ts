import type { Page } from '@playwright/test'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

test('a crash of the backend loses nothing: the page goes on where it was', async ({ app }) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    await addActivity(client, id, parisAt('2024-03-12', '09:00'), { title: 'Avant la panne' })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  const form = new ActivityForm(page)
  const state = page.getByRole('contentinfo').getByRole('status')
  await timeline.create.click()
  await form.title.fill('Pendant la panne')
  await expect(state).toHaveText('Enregistré sur cet appareil')

  await crashBackend(app, page)
  await form.sheet.getByRole('textbox', { name: 'Lieu' }).fill('Atelier')
  await expect(state).toHaveText('Enregistré sur cet appareil')
  await expect(form.title).toHaveValue('Pendant la panne')
  await form.save.click()
  await expect(form.sheet).toBeHidden()
  await expect(timeline.row('Pendant la panne')).toHaveCount(1)
  await expect(timeline.row('Avant la panne')).toHaveCount(1)

  await visit(await app.relaunch(), `/customers/${customerId}/activities`)
  await expect(new Timeline(app.page).rows).toHaveCount(2)
})

test('a backend that keeps crashing is given up with a screen that starts it again', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Norauto Rennes' })
  })
  const page = await app.open()
  const customer = page.getByRole('option', { name: /Norauto Rennes/ })
  const recovery = page.getByRole('region', { name: 'Une erreur inattendue s’est produite.' })
  const state = page.getByRole('contentinfo').getByRole('status')
  for (const place of ['contacts', 'activities']) {
    await crashBackend(app, page)
    await expect(state).toHaveText('Enregistré sur cet appareil')
    await visit(page, `/customers/${customerId}/${place}`)
    await expect(page.getByRole('heading', { name: 'Norauto Rennes' })).toBeVisible()
  }
  await app.killBackend()
  await expect(recovery).toBeVisible()
  await recovery.getByRole('button', { name: 'Réessayer' }).click()
  await expect(recovery).toHaveCount(0)
  await expect(customer).toBeVisible()
})

/** The state before a crash reads like the one after it, so this returns once the page has noticed. */
async function crashBackend(app: App, page: Page): Promise<void> {
  const noticed = page.waitForFunction(
    () => document.querySelector('footer')?.textContent.includes('Reconnexion'),
    undefined,
    { polling: 'raf' },
  )
  await app.killBackend()
  await noticed
}
