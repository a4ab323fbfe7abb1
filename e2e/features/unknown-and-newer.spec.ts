import { expect, test } from '../fixtures.ts'
import { lockDataFolder } from '../../sqlite/data-folder-lock.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { forgetFutureMigration, markAsNewer } from '../../backend/testing/newer-database.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

test('an address with an unknown customer or activity says so and leads back', async ({ app }) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    await addActivity(client, id, parisAt('2024-03-12', '09:00'), { title: 'Relevé' })
    return id
  })
  const page = await app.open()
  await visit(page, '/customers/introuvable/activities')
  await expect(page.getByRole('heading', { name: 'Client introuvable' })).toBeVisible()
  await page.getByRole('link', { name: 'Retour aux clients' }).last().click()
  await expect(page.getByRole('option', { name: /Norauto Rennes/ })).toBeVisible()

  await visit(page, `/customers/${customerId}/activities?activity=introuvable`)
  const details = new ActivityDetails(page)
  await expect(details.pane).toContainText('Activité introuvable')
  await details.button('Fermer').click()
  await expect(details.pane).toHaveCount(0)
  await expect(new Timeline(page).row('Relevé')).toHaveCount(1)

  await visit(page, '/nulle-part')
  await expect(page.getByRole('navigation', { name: 'Navigation principale' })).toBeVisible()
  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await expect(page.getByRole('option', { name: /Norauto Rennes/ })).toBeVisible()
})

test('an address with an activity in the trash shows it, with the way back', async ({ app }) => {
  const { customerId, activityId } = await app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const activityId = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'), {
      title: 'Relevé',
    })
    await client.call('activities.setDeleted', { id: activityId, deleted: true })
    return { customerId, activityId }
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?activity=${activityId}`)
  const details = new ActivityDetails(page)
  await expect(details.pane).toContainText(/Supprimée le .+ par Camille Moreau\./)
  await expect(details.button('Modifier')).toHaveCount(0)
  await details.button('Restaurer').click()
  await expect(new Timeline(page).row('Relevé')).toHaveCount(1)
})

test(
  'a database from a newer version opens nothing and changes nothing; a retry goes on',
  { tag: '@both' },
  async ({ app }) => {
    await app.seed(async (client) => {
      await createWorkspace(client)
      await addCustomer(client, { name: 'Norauto Rennes' })
    })
    markAsNewer(app.dataDir)
    const page = await app.open()
    await expect(
      page.getByRole('heading', {
        name: 'Vos données ont été enregistrées par une version plus récente de WiseParts.',
      }),
    ).toBeVisible()
    await expect(page.getByRole('main').last()).toContainText('E-DB-NEWER')
    await expect(page.getByRole('main').last()).toContainText('Rien n’a été modifié.')
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await expect(page.getByRole('main').last()).toContainText('E-DB-NEWER')

    forgetFutureMigration(app.dataDir)
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await expect(page.getByRole('option', { name: /Norauto Rennes/ })).toBeVisible()
  },
)

test('a second instance on one folder ends with a sentence, and the first goes on', async ({
  app,
}) => {
  await app.seed(async (client) => void (await createWorkspace(client)))
  const lock = lockDataFolder(app.dataDir)
  await expect(app.open()).rejects.toThrow(/ended with 3[^]*WiseParts is already open on/)
  await app.close()
  lock.release()
  const page = await app.open()
  await expect(page.getByRole('heading', { name: 'Aucun client pour l’instant' })).toBeVisible()
})
