import { lockDataFolder } from '../../sqlite/data-folder-lock.ts'
import { expect, test } from '../fixtures.ts'
import { createWorkspace } from '../pages/workspace.ts'

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
