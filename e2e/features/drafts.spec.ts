import type { Page } from '@playwright/test'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { Timeline } from '../pages/timeline.ts'
import { addCustomer, createWorkspace, visit } from '../pages/workspace.ts'

/** A workspace with one customer. @returns the address of its form for a new activity */
function seedCustomer(app: App): Promise<string> {
  return app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    return `/customers/${id}/activities?new=1`
  })
}

/** A second tab of the running app; it gets its right to connect from the first. */
async function openSecondTab(page: Page, path: string): Promise<Page> {
  const { origin } = new URL(page.url())
  const second = await page.context().newPage()
  await second.goto(`${origin}/#${path}`)
  return second
}

test('ACT-20 what was typed survives a killed backend and is taken up again', async ({ app }) => {
  const path = await seedCustomer(app)
  let page = await app.open()
  await visit(page, path)
  let form = new ActivityForm(page)
  await form.chooseType('Réunion')
  await form.setTimes(['12/03/2024', '14:00'], ['12/03/2024', '15:30'])
  await form.description.fill('Point sur les garanties')
  await form.title.pressSequentially('Réunion mensuelle')
  // The last key has been acknowledged once nothing is being saved.
  await expect(page.getByRole('contentinfo').getByRole('status')).toHaveAttribute(
    'aria-busy',
    'false',
  )
  app.allowProblems(/WebSocket|ERR_CONNECTION_REFUSED|net::ERR/)
  await app.killBackend()

  page = await app.relaunch()
  form = new ActivityForm(page)
  await expect(page.getByRole('button', { name: '1 brouillon à reprendre' })).toBeVisible()
  await visit(page, path)
  await expect(form.sheet.getByRole('status').first()).toContainText(/^Brouillon du .+ repris/)
  await expect(form.title).toHaveValue('Réunion mensuelle')
  await expect(form.type('Réunion')).toBeChecked()
  await expect(form.startTime).toHaveValue('14:00')
  await expect(form.endTime).toHaveValue('15:30')
  await expect(form.description).toHaveText('Point sur les garanties')

  await form.button('Repartir de zéro').click()
  await expect(form.title).toHaveValue('')
  await expect(form.description).toHaveText('')
})

test('ACT-20 a form that is left stays as a draft, is found in the status bar and can be thrown away', async ({
  app,
}) => {
  const path = await seedCustomer(app)
  const page = await app.open()
  await visit(page, path)
  const form = new ActivityForm(page)
  await form.title.fill('À finir')
  await page.keyboard.press('Escape')
  await expect(form.sheet).toBeHidden()
  await expect(page.getByText('Brouillon conservé').first()).toBeVisible()

  await visit(page, '/trash')
  const drafts = page.getByRole('button', { name: '1 brouillon à reprendre' })
  await drafts.click()
  const entry = page.getByRole('link', { name: /^Nouvelle activité Norauto Rennes · / })
  await entry.click()
  await expect(form.title).toHaveValue('À finir')
  await page.keyboard.press('Escape')

  await visit(page, '/trash')
  await drafts.click()
  await page.getByRole('button', { name: 'Jeter ce brouillon' }).click()
  await expect(drafts).toHaveCount(0)
  await visit(page, path)
  await expect(form.title).toHaveValue('')
})

test('ACT-20 two windows share one form: what one types the other shows, saving ends both', async ({
  app,
}) => {
  const path = await seedCustomer(app)
  const page = await app.open()
  await visit(page, path)
  const form = new ActivityForm(page)
  await form.title.fill('Dans la première')

  const second = await openSecondTab(page, path)
  const secondForm = new ActivityForm(second)
  await expect(secondForm.title).toHaveValue('Dans la première')
  await secondForm.title.fill('Dans la seconde')
  await secondForm.description.fill('Vue des deux côtés')
  await expect(form.title).toHaveValue('Dans la seconde')
  await expect(form.description).toHaveText('Vue des deux côtés')

  await form.save.click()
  await expect(secondForm.sheet).toBeHidden()
  await expect(
    second.getByText('Ce formulaire a été enregistré ou abandonné dans une autre fenêtre').first(),
  ).toBeVisible()
  await expect(new Timeline(second).rows).toHaveCount(1)
  await expect(new Timeline(second).rows).toContainText('Dans la seconde')
})
