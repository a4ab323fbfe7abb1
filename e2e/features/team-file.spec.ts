import { apiPaths } from '../../core/sync/server-api.ts'
import { expect, test } from '../fixtures.ts'
import { notice } from '../pages/notice.ts'
import {
  camilleEmail as email,
  camillePassword as password,
  seedTeam,
} from '../pages/seeded-team.ts'
import { SharingPage } from '../pages/sharing-page.ts'
import { addCustomer, createWorkspace, visit } from '../pages/workspace.ts'
import type { TeamServer } from '../team-server.ts'

const passphrase = 'clé du coffre'

/** Takes away the access of the colleague who is not an administrator. */
async function blockColleague({ address }: TeamServer): Promise<void> {
  const send = (method: string, path: string, body: unknown, token?: string) =>
    fetch(address + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const signedIn = await send('POST', apiPaths.signIn, { email, password, deviceName: 'Poste' })
  const { accessToken } = (await signedIn.json()) as { accessToken: string }
  const asked = await send('GET', apiPaths.members, undefined, accessToken)
  const members = (await asked.json()) as { userId: string; email: string }[]
  const { userId } = members.find((member) => member.email !== email)!
  const path = `${apiPaths.members}/${userId}`
  expect((await send('PATCH', path, { active: false }, accessToken)).status).toBe(204)
}

test('SYN-13 PRM-03 changes go by file without a server; a colleague who is shut out sees nothing, and empties the computer', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  await seedTeam({ app, colleague, teamServer }, createWorkspace)
  await teamServer.stop()
  await app.seed((client) => addCustomer(client, { name: 'Norauto Rennes' }))

  const camille = await app.open()
  await visit(camille, '/settings/sharing')
  await camille.getByRole('button', { name: 'Exporter mes modifications' }).click()
  const exporting = camille.getByRole('dialog', { name: 'Exporter des modifications' })
  await exporting.getByRole('button', { name: 'Exporter', exact: true }).click()
  await expect(exporting.getByText('Au moins 8 caractères.', { exact: true })).toBeVisible()
  await exporting.getByLabel('Mot de passe du fichier').fill(passphrase)
  const downloading = camille.waitForEvent('download')
  await exporting.getByRole('button', { name: 'Exporter', exact: true }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^wiseparts-\d{4}-\d\d-\d\d\.wpx$/)
  await expect(notice(camille, '1 modification exportée')).toBeVisible()

  const paul = await colleague.open()
  await visit(paul, '/settings/sharing')
  await paul.getByRole('button', { name: 'Importer un fichier' }).click()
  const importing = paul.getByRole('dialog', { name: 'Importer des modifications' })
  const choosing = paul.waitForEvent('filechooser')
  await importing.getByRole('button', { name: 'Choisir un fichier' }).click()
  await (await choosing).setFiles(await download.path())
  const submit = importing.getByRole('button', { name: 'Importer', exact: true })
  await importing.getByLabel('Mot de passe du fichier').fill('un autre mot')
  await submit.click()
  await expect(notice(paul, 'Le mot de passe ne convient pas')).toBeVisible()
  await importing.getByLabel('Mot de passe du fichier').fill(passphrase)
  await submit.click()
  await expect(notice(paul, '1 modification reçue.')).toBeVisible()
  await visit(paul, '/customers')
  await expect(paul.getByText('Norauto Rennes').first()).toBeVisible()

  // Back on the network, an administrator takes Paul's access away.
  await teamServer.start()
  await visit(paul, '/settings/sharing')
  await expect(async () => {
    const retry = paul.getByRole('main').getByRole('button', { name: 'Réessayer' })
    if (await retry.isVisible()) await retry.click({ timeout: 1000 })
    await expect(new SharingPage(paul).status(/^À jour/)).toBeVisible({ timeout: 2000 })
  }).toPass()
  await blockColleague(teamServer)
  await expect(
    paul.getByRole('heading', { name: 'Cet appareil n’a plus accès à l’espace de votre équipe' }),
  ).toBeVisible()
  await expect(paul.getByText('Tout ce que vous avez saisi ici est partagé.')).toBeVisible()
  await expect(paul.getByText('Norauto Rennes')).toHaveCount(0)
  await paul.reload()
  await expect(paul.getByRole('heading', { name: 'Cet appareil n’a plus accès' })).toBeVisible()
  await paul.getByRole('button', { name: 'Retirer l’espace' }).click()
  await paul
    .getByRole('dialog', { name: 'Retirer l’espace de cet appareil ?' })
    .getByRole('button', { name: 'Retirer l’espace' })
    .click()
  await expect(paul.getByRole('button', { name: 'Rejoindre ou se connecter' })).toBeVisible()
})
