import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { png } from '../pages/sample-files.ts'
import { seedTeam } from '../pages/seeded-team.ts'
import { reconnect, SharingPage } from '../pages/sharing-page.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

const filesOf = (page: Page) => new ActivityDetails(page).section('Pièces jointes')
const rowOf = (page: Page, name: string) =>
  filesOf(page).getByRole('listitem').filter({ hasText: name })

async function attach(page: Page, name: string, buffer: Buffer): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await filesOf(page).getByRole('button', { name: 'Ajouter des fichiers' }).click()
  await (await choosing).setFiles({ name, mimeType: 'image/png', buffer })
  await expect(rowOf(page, name)).toHaveCount(1)
}

/** The picture on show, with its own width: it is the content, and not only the record. */
async function expectPicture(page: Page, name: string, width: number): Promise<void> {
  await rowOf(page, name).getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name })
  const image = dialog.getByRole('img', { name })
  await expect(image).toHaveJSProperty('naturalWidth', width)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

test('ATT-05 files go from laptop to laptop both ways, live and after a time offline, and wait on a limited connection', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const path = await seedTeam(
    { app, colleague, teamServer },
    async (client) => {
      await createWorkspace(client)
      const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
      const id = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'))
      return `/customers/${customerId}/activities?activity=${id}`
    },
    { role: 'account_manager' },
  )
  const camille = await app.open()
  const paul = await colleague.open()
  for (const page of [camille, paul]) {
    await visit(page, path)
    await expect(filesOf(page)).toBeVisible()
  }

  // Live, both ways.
  await attach(camille, 'vitrine.png', png(40, 20, '#0f766e'))
  await expectPicture(paul, 'vitrine.png', 40)
  await attach(paul, 'rayon.png', png(60, 20, '#be123c'))
  await expectPicture(camille, 'rayon.png', 60)

  // A time without the server, both ways.
  await teamServer.stop()
  await expect(new SharingPage(camille).status(/^Hors ligne/)).toBeVisible()
  await attach(camille, 'devis.png', png(80, 20, '#1d4ed8'))
  await attach(paul, 'stock.png', png(100, 20, '#b45309'))
  await teamServer.start()
  for (const page of [camille, paul]) {
    await reconnect(page)
    await visit(page, path)
  }
  await expectPicture(paul, 'devis.png', 80)
  await expectPicture(camille, 'stock.png', 100)

  // On a limited connection the row is there at once and the content comes when it is opened.
  await visit(paul, '/settings/sharing')
  await paul.getByRole('switch', { name: /^Connexion limitée/ }).click()
  await paul.evaluate(() => {
    const { connection } = navigator as Navigator & { connection: EventTarget }
    Object.defineProperty(connection, 'saveData', { value: true, configurable: true })
    connection.dispatchEvent(new Event('change'))
  })
  await expect(paul.getByText('Le système demande d’économiser les données')).toBeVisible()
  await visit(paul, path)
  await attach(camille, 'facade.png', png(120, 20, '#0f766e'))
  await expect(rowOf(paul, 'facade.png')).toContainText('En attente de réception')
  await expectPicture(paul, 'facade.png', 120)
  await expect(rowOf(paul, 'facade.png')).not.toContainText('En attente de réception')

  // All files of a customer can be kept on this device.
  await paul.getByRole('button', { name: 'Autres actions' }).first().click()
  await paul.getByRole('menuitemcheckbox', { name: 'Garder les fichiers hors ligne' }).click()
  await expect(paul.getByText('Fichiers hors ligne', { exact: true })).toBeVisible()
})
