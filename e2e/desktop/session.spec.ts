import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { SharingPage } from '../pages/sharing-page.ts'
import { createWorkspace, visit } from '../pages/workspace.ts'
import type { TeamServer } from '../team-server.ts'

async function share(page: Page, server: TeamServer): Promise<SharingPage> {
  const sharing = new SharingPage(page)
  await visit(page, '/settings/sharing')
  await sharing.share.click()
  await sharing.fill({
    'Adresse du serveur': server.address,
    Invitation: server.invitation,
    'Adresse e-mail': 'camille@exemple.fr',
    'Mot de passe': 'une phrase assez longue',
  })
  await sharing.sheet.getByRole('button', { name: 'Partager', exact: true }).click()
  await expect(sharing.status(/^À jour/)).toBeVisible()
  return sharing
}

test('PRM-03 the session is in the key store of the system; without it one signs in again', async ({
  app,
  teamServer,
}) => {
  test.slow()
  await app.seed(async (client) => void (await createWorkspace(client)))
  const page = await app.open()
  await app.electron.evaluate(({ safeStorage }) => {
    safeStorage.getSelectedStorageBackend = () => 'gnome_libsecret'
  })
  await share(page, teamServer)
  await expect(page.getByText('Protégée par le trousseau du système')).toBeVisible()
  expect(existsSync(join(app.dataDir, 'session.secret'))).toBe(false)

  // The next start finds no keyring.
  const again = await app.relaunch()
  await visit(again, '/settings/sharing')
  const alert = again.getByRole('alert')
  await expect(alert).toContainText(
    'Le trousseau du système n’ouvre pas la session de cet appareil.',
  )
  await alert.getByRole('button', { name: 'Se connecter' }).click()
  const sharing = new SharingPage(again)
  await sharing.fill({ 'Mot de passe': 'une phrase assez longue' })
  await sharing.sheet.getByRole('button', { name: 'Se connecter' }).click()
  await expect(sharing.status(/^À jour/)).toBeVisible()
  await expect(again.getByText('Dans un fichier que seul votre compte peut lire')).toBeVisible()
})
