import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import {
  addActivity,
  addCustomer,
  type AppClient,
  createWorkspace,
  parisAt,
  visit,
} from '../pages/workspace.ts'

const day = '2024-03-12'
const address = `/activities/day?day=${day}`
const pins = (page: Page): Locator => page.getByRole('list', { name: 'Lieux sur la carte' })
const list = (page: Page): Locator => page.getByRole('list', { name: 'Visites de la journée' })

async function addPlaced(
  client: AppClient,
  name: string,
  location: { lat: number; lon: number },
): Promise<string> {
  const id = await addCustomer(client, { name })
  await client.call('customers.setLocation', {
    id,
    location: { ...location, quality: 'surveyed', source: 'manual' },
  })
  return id
}

/** A day of three visits, one of which was cancelled and one at a customer without coordinates. */
async function seedDay(client: AppClient): Promise<void> {
  await createWorkspace(client)
  const rennes = await addPlaced(client, 'Norauto Rennes', { lat: 48.1113, lon: -1.68 })
  const nantes = await addPlaced(client, 'Midas Nantes', { lat: 47.2184, lon: -1.5536 })
  const angers = await addCustomer(client, { name: 'Speedy Angers' })
  await addActivity(client, rennes, parisAt(day, '09:00'), { title: 'Tour du stock' })
  const cancelled = await addActivity(client, rennes, parisAt(day, '10:00'), {
    ...{ title: 'Inventaire', status: 'planned' },
  })
  await client.call('activities.update', { id: cancelled, patch: { status: 'cancelled' } })
  await addActivity(client, nantes, parisAt(day, '11:00'), { title: 'Bilan', status: 'planned' })
  await addActivity(client, angers, parisAt(day, '12:00'), { title: 'Formation' })
}

test(
  'GPS-20 the visits of a day are numbered in a list and on a map, with the gaps between them',
  { tag: '@both' },
  async ({ app }) => {
    await app.seed(seedDay)
    const page = await app.open()
    await visit(page, '/activities')
    await page.getByRole('link', { name: 'Carte de la journée' }).click()
    await expect(page.getByRole('heading', { name: 'Aucune visite ce jour' })).toBeVisible()
    await visit(page, address)

    await expect(list(page).getByRole('listitem')).toHaveText([
      /^1.*Tour du stock.*09:00 – 09:30.*Norauto Rennes.*Terminée/,
      /Inventaire.*Annulée/,
      'Sans visite de 09:30 à 11:00 (1 h 30)',
      /^2.*Bilan.*Midas Nantes.*Manquée/,
      /^3.*Formation.*Speedy Angers.*Sans coordonnées/,
    ])
    await expect(
      page.getByRole('region', { name: 'Carte des visites du 12 mars 2024' }),
    ).toBeVisible()
    await expect(pins(page).getByRole('button')).toHaveCount(2)
    await expect(pins(page).getByRole('button', { name: /^1\. Tour du stock/ })).toBeVisible()
    await expect(pins(page).getByRole('button', { name: /^2\. Bilan/ })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'visites' })).toHaveText(
      '3 visites · 2 faites · 1 à faire',
    )
  },
)

test('GPS-20 a pin and its line open the activity beside the map', async ({ app }) => {
  await app.seed(seedDay)
  const page = await app.open()
  await visit(page, address)
  const pin = pins(page).getByRole('button', { name: /^2\. Bilan/ })
  await pin.click()
  const details = new ActivityDetails(page)
  await expect(details.title).toHaveText('Bilan')
  await expect(pin).toHaveAttribute('aria-pressed', 'true')
  const line = list(page).getByRole('button', { name: /Bilan/ })
  await expect(line).toHaveAttribute('aria-current', 'true')

  await list(page)
    .getByRole('button', { name: /Formation/ })
    .click()
  await expect(details.title).toHaveText('Formation')
  await details.pane.press('Escape')
  await expect(details.pane).toBeHidden()
  await expect(list(page).getByRole('button', { name: /Formation/ })).toBeFocused()
})

test('GPS-20 a visit comes onto the map when its customer gets coordinates', async ({ app }) => {
  await app.seed(seedDay)
  const page = await app.open()
  await visit(page, address)
  await list(page).getByRole('link', { name: 'Ajouter les coordonnées' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('textbox', { name: 'Coordonnées GPS' }).fill('47,4736 -0,5542')
  await sheet.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(sheet).toBeHidden()
  await page.goBack()
  await expect(pins(page).getByRole('button', { name: /^3\. Formation/ })).toBeVisible()
})

test('GPS-20 keys and buttons go from day to day', async ({ app }) => {
  await app.seed(seedDay)
  const page = await app.open()
  await visit(page, address)
  await expect(page.getByText('mar. 12 mars 2024')).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByText('mer. 13 mars 2024')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Aucune visite ce jour' })).toBeVisible()
  await page.getByRole('button', { name: 'Jour précédent' }).click()
  await expect(list(page)).toBeVisible()
  await page.getByRole('button', { name: 'Choisir un jour' }).click()
  await page.getByRole('button', { name: /11 mars 2024/ }).click()
  await expect(page.getByText('lun. 11 mars 2024')).toBeVisible()
})
