import type { Locator } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

test('ACT-23 the whole job without a mouse: find, create, read, edit, filter, delete, undo', async ({
  app,
}) => {
  await app.seed(async (client) => {
    await createWorkspace(client)
    for (const name of ['Feu Vert Lyon', 'Midas Angers', 'Norauto Rennes', 'Speedy Nantes'])
      await addCustomer(client, { name })
  })
  const page = await app.open()
  const { keyboard } = page
  const timeline = new Timeline(page)
  const form = new ActivityForm(page)
  const details = new ActivityDetails(page)
  /** Presses Tab until the control has the focus, which must then be visible. */
  async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
    const hasFocus = (): Promise<boolean> =>
      target.evaluate((element) => element === document.activeElement)
    for (let presses = 0; presses < 60 && !(await hasFocus()); presses++) await keyboard.press(key)
    await expect(target).toBeFocused()
    await expect(page.locator(':focus-visible')).toHaveCount(1)
  }

  // Find the customer.
  await keyboard.press('/')
  await keyboard.type('norauto')
  await expect(page.getByRole('option')).toHaveCount(1)
  await keyboard.press('Enter')
  await expect(page.getByRole('article', { name: 'Norauto Rennes' })).toBeVisible()
  await keyboard.press('Escape')

  // Create: N, the fields one after the other, Ctrl+Enter.
  await tabTo(timeline.create)
  await keyboard.press('n')
  await expect(form.type('Visite')).toBeFocused()
  await keyboard.press('ArrowRight')
  await expect(form.type('Visite planifiée')).toBeChecked()
  await keyboard.press('ArrowLeft')
  await tabTo(form.startDate)
  await keyboard.type('12/03/2024')
  await tabTo(form.startTime)
  await keyboard.type('9h')
  await tabTo(form.preset(45))
  await keyboard.press('Enter')
  await expect(form.endTime).toHaveValue('09:45')
  await tabTo(form.description)
  await keyboard.type('Rayon en ordre')
  await keyboard.press('Control+Enter')
  await expect(form.sheet).toBeHidden()
  await expect(timeline.row('Rayon en ordre')).toHaveCount(1)

  // Read and edit: arrows, Enter, E, Escape.
  await expect(details.title).toHaveText('Visite – Norauto Rennes')
  await tabTo(timeline.grid, 'Shift+Tab')
  await keyboard.press('Escape')
  await expect(details.pane).toHaveCount(0)
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(details.title).toBeVisible()
  await keyboard.press('e')
  await tabTo(form.title)
  await keyboard.type('Rayon pneus')
  await keyboard.press('Control+Enter')
  await expect(details.title).toHaveText('Rayon pneus')

  // Filter and change the view: /, G.
  await tabTo(timeline.grid, 'Shift+Tab')
  await keyboard.press('/')
  await keyboard.type('pneus')
  await expect(timeline.rows).toHaveCount(1)
  await keyboard.press('Escape')
  await keyboard.press('Escape')
  await expect(timeline.grid).toBeFocused()
  await keyboard.press('g')
  await expect(timeline.cards).toHaveAttribute('aria-pressed', 'true')

  // Delete and undo.
  await keyboard.press('Delete')
  const question = page.getByRole('dialog', { name: 'Supprimer « Rayon pneus » ?' })
  await expect(question).toBeVisible()
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Aucune activité' })).toBeVisible()
  await keyboard.press('Control+z')
  await expect(timeline.row('Rayon pneus')).toHaveCount(1)

  // Every key is told.
  await keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Raccourcis clavier' })
  for (const label of [
    'Nouvelle activité',
    'Rechercher dans les activités',
    'Cartes ou liste',
    'Aller à : Clients',
  ])
    await expect(sheet.getByText(label, { exact: true })).toBeVisible()
  await keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})

test('ACT-23 arrows, pages, ends and the menu key move and act in the list; the row is announced', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    for (let day = 1; day <= 28; day++)
      await addActivity(client, id, parisAt(`2024-02-${String(day).padStart(2, '0')}`, '09:00'), {
        title: `Jour ${day}.`,
      })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  const details = new ActivityDetails(page)
  await expect(timeline.rows).not.toHaveCount(0)
  await timeline.grid.focus()
  const active = async (): Promise<string | null> => {
    const id = await timeline.grid.getAttribute('aria-activedescendant')
    const text = id === null ? '' : await page.locator(`[id="${id}"]`).textContent()
    return /Jour \d+\./.exec(text ?? '')?.[0] ?? null
  }
  await expect.poll(active).toBe('Jour 28.')
  await page.keyboard.press('ArrowDown')
  await expect.poll(active).toBe('Jour 27.')
  await page.keyboard.press('ArrowUp')
  await expect.poll(active).toBe('Jour 28.')
  await page.keyboard.press('End')
  await expect.poll(active).toBe('Jour 1.')
  await expect(timeline.row('Jour 1.')).toBeInViewport()
  await page.keyboard.press('Home')
  await expect.poll(active).toBe('Jour 28.')
  await page.keyboard.press('PageDown')
  await expect.poll(active).toMatch(/^Jour (8|9|1\d)\.$/)

  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(details.title).toHaveText('Jour 28.')
  // The details follow the arrows.
  await page.keyboard.press('ArrowDown')
  await expect(details.title).toHaveText('Jour 27.')
  await page.keyboard.press('Escape')
  await expect(details.pane).toHaveCount(0)
  await expect(timeline.grid).toBeFocused()

  await page.keyboard.press('Shift+F10')
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem')).toHaveCount(4)
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await expect(timeline.grid).toBeFocused()
  await page.keyboard.press('c')
  const form = new ActivityForm(page)
  await expect(form.title).toHaveValue('Jour 27.')
  await page.keyboard.press('Escape')
  await expect(form.sheet).toBeHidden()
  await expect(timeline.grid).toBeFocused()
})
