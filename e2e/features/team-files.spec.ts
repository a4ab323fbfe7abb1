import { expect, test } from '../fixtures.ts'
import { AttachmentSection } from '../pages/attachment-section.ts'
import { seedTeam } from '../pages/seeded-team.ts'
import { reconnect, SharingPage } from '../pages/sharing-page.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

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
  const camilles = new AttachmentSection(camille)
  const pauls = new AttachmentSection(paul)
  for (const page of [camille, paul]) await visit(page, path)
  for (const { section } of [camilles, pauls]) await expect(section).toBeVisible()

  // Live, both ways.
  await camilles.attachPicture('vitrine.png', 40, '#0f766e')
  await pauls.expectPicture('vitrine.png', 40)
  await pauls.attachPicture('rayon.png', 60, '#be123c')
  await camilles.expectPicture('rayon.png', 60)

  // A time without the server, both ways.
  await teamServer.stop()
  await expect(new SharingPage(camille).status(/^Hors ligne/)).toBeVisible()
  await camilles.attachPicture('devis.png', 80, '#1d4ed8')
  await pauls.attachPicture('stock.png', 100, '#b45309')
  await teamServer.start()
  for (const page of [camille, paul]) {
    await reconnect(page)
    await visit(page, path)
  }
  await pauls.expectPicture('devis.png', 80)
  await camilles.expectPicture('stock.png', 100)

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
  await camilles.attachPicture('facade.png', 120, '#0f766e')
  await expect(pauls.row('facade.png')).toContainText('En attente de réception')
  await pauls.expectPicture('facade.png', 120)
  await expect(pauls.row('facade.png')).not.toContainText('En attente de réception')

  // All files of a customer can be kept on this device.
  await paul.getByRole('button', { name: 'Autres actions' }).first().click()
  await paul.getByRole('menuitemcheckbox', { name: 'Garder les fichiers hors ligne' }).click()
  await expect(paul.getByText('Fichiers hors ligne', { exact: true })).toBeVisible()
})
