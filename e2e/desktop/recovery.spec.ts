import { lockDataFolder } from '../../sqlite/data-folder-lock.ts'
import { expect, test } from '../fixtures.ts'
import { forgetFutureMigration, markAsNewer } from '../../backend/testing/newer-database.ts'
import { addCustomer, createWorkspace } from '../pages/workspace.ts'

test('a database from a newer version is left alone; a retry opens it once it fits', async ({
  app,
}) => {
  await app.seed(async (client) => {
    await createWorkspace(client)
    await addCustomer(client, { name: 'Norauto Rennes' })
  })
  markAsNewer(app.dataDir)
  const page = await app.open()
  const reason = page.getByRole('heading', {
    name: 'Vos données ont été enregistrées par une version plus récente de WiseParts.',
  })
  await expect(reason).toBeVisible()
  await expect(page.getByRole('main').last()).toContainText('E-DB-NEWER')
  await expect(page.getByRole('main').last()).toContainText('Rien n’a été modifié.')

  forgetFutureMigration(app.dataDir)
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(page.getByRole('option', { name: /Norauto Rennes/ })).toBeVisible()
  await expect(reason).toHaveCount(0)
})

test('a folder that another process uses is said so; a retry opens it once it is free', async ({
  app,
}) => {
  await app.seed(async (client) => void (await createWorkspace(client)))
  const lock = lockDataFolder(app.dataDir)
  const page = await app.open()
  await expect(
    page.getByRole('heading', { name: 'WiseParts est déjà ouvert avec ces données.' }),
  ).toBeVisible()
  await expect(page.getByRole('main').last()).toContainText(app.dataDir)
  await expect(page.getByRole('main').last()).toContainText('E-DB-LOCKED')

  lock.release()
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await expect(page.getByRole('heading', { name: 'Aucun client pour l’instant' })).toBeVisible()
})
