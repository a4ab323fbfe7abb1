import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { Timeline } from '../pages/timeline.ts'
import {
  addActivity,
  addCustomer,
  createWorkspace,
  parisAt,
  visit,
  type AppClient,
} from '../pages/workspace.ts'

async function seedVisit(client: AppClient): Promise<string> {
  await createWorkspace(client)
  const id = await addCustomer(client, { name: 'Norauto Rennes', city: 'Rennes' })
  await addActivity(client, id, parisAt('2024-03-12', '14:30'), { description: 'Stock complet' })
  return id
}

test('GEN-06 the language switches at once, dates and types with it, and is remembered', async ({
  app,
}) => {
  const customerId = await app.seed(seedVisit)
  let page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  await expect(new Timeline(page).rows).toContainText('mar. 12 mars')
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')

  await visit(page, '/settings/appearance')
  await page.getByRole('combobox', { name: 'Langue' }).click()
  await page.getByRole('option', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('link', { name: 'Customers' })).toBeVisible()
  await visit(page, `/customers/${customerId}/activities`)
  const row = page.getByRole('grid').locator('[data-row]')
  await expect(row).toContainText('Tue')
  await expect(row).toContainText('12 Mar')
  await expect(row).toContainText('Visit – Norauto Rennes')
  await expect(row).toContainText('Done')
  await expect(page.getByRole('heading', { name: 'March 2024' })).toBeVisible()

  page = await app.relaunch()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.keyboard.press('o')
  await page.keyboard.press('s')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

const path = (customerId: string, rest = 'activities'): string => `/customers/${customerId}/${rest}`

/** Parts of the window that a person would have to scroll sideways to see. */
const overflowing = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test.describe('GEN-07 at 200 % zoom', () => {
  // Half the pixels of a window of 1280 × 800.
  test.use({ viewport: { width: 640, height: 400 } })

  test('GEN-07 every screen fits, and an activity can be recorded', async ({ app }) => {
    const customerId = await app.seed(seedVisit)
    const page = await app.open()
    for (const screen of [
      '/customers',
      path(customerId),
      path(customerId, 'information'),
      path(customerId, 'contacts'),
      '/activities',
      '/review',
      '/trash',
      '/settings',
      '/imports/customers',
    ]) {
      await visit(page, screen)
      await expect(page.getByRole('main').getByRole('heading').first()).toBeAttached()
      expect(await overflowing(page), screen).toBe(0)
    }

    await visit(page, '/customers')
    await page.getByRole('option', { name: /Norauto Rennes/ }).click()
    const timeline = new Timeline(page)
    const form = new ActivityForm(page)
    await timeline.create.click()
    await form.setTimes(['13/03/2024', '09:00'], ['13/03/2024', '09:30'])
    await form.save.scrollIntoViewIfNeeded()
    await expect(form.save).toBeInViewport({ ratio: 1 })
    await form.save.click()
    const details = page.locator('#activity-details')
    await expect(details.getByRole('heading', { level: 2 })).toBeInViewport()
    await details.getByRole('button', { name: 'Fermer les détails' }).click()
    await expect(timeline.row('mer. 13 mars')).toBeInViewport()
    await page.getByRole('link', { name: 'Retour aux clients' }).click()
    await expect(page.getByRole('option', { name: /Norauto Rennes/ })).toBeVisible()
  })
})

test.describe('GEN-07 with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })

  test('GEN-07 nothing moves by itself when the system asks for less motion', async ({ app }) => {
    const customerId = await app.seed(seedVisit)
    const page = await app.open()
    await visit(page, path(customerId))
    expect(await page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches)).toBe(
      true,
    )
    await page.evaluate(() => {
      const moved: string[] = []
      Object.assign(window, { moved })
      const note = ({ target, type }: Event): void => {
        for (const animation of (target as Element).getAnimations()) {
          const lastsMs = Number(animation.effect?.getComputedTiming().duration)
          if (lastsMs > 1) moved.push(`${type}: ${lastsMs} ms`)
        }
      }
      document.addEventListener('animationstart', note)
      document.addEventListener('transitionrun', note)
    })
    const form = new ActivityForm(page)
    await new Timeline(page).create.click()
    await expect(form.sheet).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(form.sheet).toBeHidden()
    await page.getByRole('button', { name: 'Raccourcis clavier' }).click()
    await expect(page.getByRole('dialog', { name: 'Raccourcis clavier' })).toBeVisible()
    await page.keyboard.press('Escape')
    const moved = await page.evaluate(() => (window as unknown as { moved: string[] }).moved)
    expect(moved).toEqual([])
  })
})

test('GEN-07 states are told by a word or a shape as well as by colour', async ({ app }) => {
  const customerId = await app.seed(seedVisit)
  const page = await app.open()
  await visit(page, path(customerId))
  const row = new Timeline(page).rows
  await expect(row.getByRole('img', { name: 'Visite' })).toBeVisible()
  await expect(row).toContainText('Terminée')
  await visit(page, `${path(customerId)}?new=1`)
  const form = new ActivityForm(page)
  await form.setTimes(['12/03/2024', '09:00'], ['12/03/2024', '08:00'])
  await expect(form.endTime).toHaveAttribute('aria-invalid', 'true')
  const message = form.sheet.getByRole('alert')
  await expect(form.endTime).toHaveAttribute(
    'aria-describedby',
    (await message.getAttribute('id'))!,
  )
})
