import { expect, test } from '../fixtures.ts'
import { notice } from '../pages/notice.ts'
import { paulPassword, seedTeam } from '../pages/seeded-team.ts'
import { SharingPage } from '../pages/sharing-page.ts'
import { createWorkspace, visit } from '../pages/workspace.ts'

const resetPassword = 'encore une autre phrase'
const lastPassword = 'la dernière des phrases'

test('PRM-03 a lost laptop is shut out from a list, and its owner comes back with a code and changes the password', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  await seedTeam({ app, colleague, teamServer }, createWorkspace)
  const paul = await colleague.open()
  const camille = await app.open()

  await visit(camille, '/settings/sharing')
  await expect(camille.getByText('Cet appareil', { exact: true })).toBeVisible()
  await expect(camille.getByText('Dans un fichier que seul votre compte peut lire')).toBeVisible()

  // The administrator shuts the laptop out, and makes a code.
  await visit(camille, '/settings/people')
  await camille.getByRole('button', { name: /Paul Martin/ }).click()
  const sheet = camille.getByRole('dialog', { name: 'Paul Martin' })
  await sheet.getByRole('button', { name: /^Retirer l’accès de / }).click()
  await camille
    .getByRole('dialog', { name: /^Retirer l’accès de « .+ » \?$/ })
    .getByRole('button', { name: 'Retirer l’accès' })
    .click()
  await expect(sheet.getByText('Aucun appareil connecté.')).toBeVisible()
  await sheet.getByRole('button', { name: 'Créer un code de réinitialisation' }).click()
  const resetCode = await sheet.getByTestId('issued-code').innerText()
  expect(resetCode).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{2}$/)

  // Paul's laptop shows nothing; the code opens it again.
  const locked = paul.getByRole('heading', { name: 'Cet appareil n’a plus accès' })
  await expect(locked).toBeVisible()
  await paul.getByRole('button', { name: 'Se connecter' }).click()
  const signingIn = new SharingPage(paul)
  await signingIn.sheet.getByRole('button', { name: 'Mot de passe oublié' }).click()
  const choosing = {
    'Code de réinitialisation': 'ABCD-EFGH',
    'Nouveau mot de passe': resetPassword,
  }
  await signingIn.fill(choosing)
  const submit = signingIn.sheet.getByRole('button', { name: 'Changer le mot de passe' })
  await submit.click()
  await expect(notice(paul, 'Ce code n’est pas valable')).toBeVisible()
  await signingIn.fill({ ...choosing, 'Code de réinitialisation': resetCode })
  await submit.click()
  await expect(locked).toHaveCount(0)
  await expect(signingIn.status(/^À jour/)).toBeVisible()

  // The password is his own again.
  await visit(paul, '/settings/sharing')
  await paul.getByRole('button', { name: 'Changer le mot de passe' }).click()
  await signingIn.fill({
    'Mot de passe actuel': paulPassword,
    'Nouveau mot de passe': lastPassword,
  })
  await submit.click()
  await expect(notice(paul, 'Le mot de passe actuel ne convient pas.')).toBeVisible()
  await signingIn.fill({ 'Mot de passe actuel': resetPassword })
  await submit.click()
  await expect(notice(paul, 'Le mot de passe est changé')).toBeVisible()
  await expect(signingIn.status(/^À jour/)).toBeVisible()
})
