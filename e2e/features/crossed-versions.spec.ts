import { expect, test } from '../fixtures.ts'
import { addForm } from '../pages/reports.ts'
import { seedTeam } from '../pages/seeded-team.ts'
import { type AppClient, createWorkspace, me } from '../pages/workspace.ts'

/** Publishes a version with another title, and one more question. */
async function publish({ call }: AppClient, id: string, title: string): Promise<void> {
  const field = { id: `q_${title}`, key: 'extra', type: 'text', label: { fr: title } } as const
  await call('forms.edit', {
    id,
    edits: [{ kind: 'addField', field, sectionId: 's_1', after: null }],
  })
  await call('forms.publish', { id })
}

test('FRM-07 two administrators publish at once: both are told, and compare the versions', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const formId = await seedTeam(
    { app, colleague, teamServer },
    async (client) => {
      await createWorkspace(client)
      return addForm(client, 'Rapport de visite')
    },
    { role: 'admin' },
  )
  await teamServer.stop()
  await colleague.seed((client) => publish(client, formId, 'Concurrents'))
  await app.seed((client) => publish(client, formId, 'Stock'))
  await teamServer.start()

  const paul = await colleague.open()
  const rail = (page: typeof paul) => page.getByRole('link', { name: 'Notifications (1)' })
  const camille = await app.open()
  for (const page of [paul, camille]) await expect(rail(page)).toBeVisible()

  await rail(camille).click()
  const entry = camille.getByRole('list', { name: 'Notifications' }).getByRole('link')
  await expect(entry).toContainText(
    'Deux versions de «\u00a0Rapport de visite\u00a0» publiées en même temps',
  )
  await expect(entry).toContainText('ont publié sans se connaître. La version 3, de')
  await entry.click()
  const versions = camille.getByRole('main').getByRole('listitem')
  await expect(versions).toHaveCount(3)
  await expect(versions.nth(0)).toContainText('Publiée en même temps que la version 2 de')
  await expect(versions.nth(1)).toContainText('Publiée en même temps que la version 3 de')
  await expect(versions.filter({ hasText: me })).not.toHaveCount(0)
  await versions.nth(0).getByRole('button', { name: 'Comparer les versions 3 et 2' }).click()
  const sheet = camille.getByRole('dialog', { name: 'De la version 2 à la version 3' })
  await expect(sheet.getByRole('listitem').filter({ hasText: 'champ retiré' })).toHaveCount(1)
  await expect(
    sheet.getByRole('listitem').filter({ hasText: 'champ facultatif ajouté' }),
  ).toHaveCount(1)
})
