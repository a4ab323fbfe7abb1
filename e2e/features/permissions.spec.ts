import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { FormDesigner } from '../pages/form-designer.ts'
import { notice } from '../pages/notice.ts'
import { addSampleForm } from '../pages/sample-form.ts'
import { seedTeam } from '../pages/seeded-team.ts'
import { Timeline } from '../pages/timeline.ts'
import {
  addActivity,
  addCustomer,
  type AppClient,
  createWorkspace,
  parisAt,
  visit,
} from '../pages/workspace.ts'

const others =
  'Modification réservée à Camille Moreau, à son chef d’équipe, aux responsables de compte et aux administrateurs.'
const deletion =
  'Suppression et restauration réservées à Camille Moreau, à son chef d’équipe et aux administrateurs.'

/** Camille's workspace with one activity of hers. @returns its address */
async function withActivity(client: AppClient): Promise<string> {
  await createWorkspace(client)
  const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
  const activityId = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'), {
    title: 'Tour du stock',
  })
  await client.call('notes.create', { activityId, body: [{ insert: 'Rayon freinage\n' }] })
  return `/customers/${customerId}/activities?activity=${activityId}`
}

const details = (page: Page) => new ActivityDetails(page)

test('PRM-01 a « Commercial » sees a colleague’s activity with the reason instead of controls that work', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const address = await seedTeam({ app, colleague, teamServer }, withActivity)
  const paul = await colleague.open()
  await visit(paul, address)
  await expect(details(paul).title).toHaveText('Tour du stock')

  await expect(details(paul).pane.getByText(others)).toBeVisible()
  for (const name of ['Modifier', 'Supprimer'])
    await expect(details(paul).button(name)).toHaveAttribute('aria-disabled', 'true')
  await details(paul).button('Supprimer').hover()
  await expect(paul.getByText(deletion).first()).toBeVisible()
  // A control that is not for use is still there to be tried.
  await details(paul).button('Modifier').click({ force: true })
  await expect(new ActivityForm(paul).sheet).toBeHidden()
  await expect(details(paul).button('Annuler l’activité')).toHaveCount(0)
  await expect(details(paul).button('Copier')).not.toHaveAttribute('aria-disabled')
  const files = details(paul).section('Pièces jointes')
  await expect(files.getByRole('button', { name: 'Ajouter des fichiers' })).toHaveCount(0)
  const notes = details(paul).section('Notes internes')
  await expect(notes).toContainText('Rayon freinage')
  await expect(notes.getByRole('button', { name: 'Modifier la note' })).toHaveCount(0)

  // The keys say the same.
  await new Timeline(paul).rows.filter({ hasText: 'Tour du stock' }).click()
  await paul.keyboard.press('e')
  await expect(notice(paul, others)).toBeVisible()
  await paul.keyboard.press('Delete')
  await expect(notice(paul, deletion)).toBeVisible()
  await expect(new ActivityForm(paul).sheet).toBeHidden()
  await expect(paul.getByRole('dialog')).toHaveCount(0)

  // A note of his own is his to write, and to change.
  await notes.getByRole('textbox', { name: 'Nouvelle note' }).fill('Vu avec le chef d’atelier')
  await notes.getByRole('button', { name: 'Ajouter la note' }).click()
  await expect(notes.getByRole('button', { name: 'Modifier la note' })).toHaveCount(1)
})

test('PRM-01 the back office edits a colleague’s activity except its times', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const team = { app, colleague, teamServer }
  const address = await seedTeam(team, withActivity, { role: 'back_office' })
  const paul = await colleague.open()
  await visit(paul, address)
  await details(paul).button('Modifier').click()
  const form = new ActivityForm(paul)
  await expect(form.startTime).toBeDisabled()
  await expect(form.endDate).toBeDisabled()
  await expect(form.preset(30)).toBeDisabled()
  await expect(
    form.sheet.getByText(
      'Horaires réservés à Camille Moreau, à son chef d’équipe, aux responsables de compte et aux administrateurs.',
    ),
  ).toBeVisible()
  await form.title.fill('Tour du stock et garantie')
  await form.save.click()
  await expect(form.sheet).toBeHidden()
  await expect(details(paul).title).toHaveText('Tour du stock et garantie')
})

test('PRM-01 FRM-01 whoever does not administer reads a form, its versions and tries it out, and changes nothing', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const formId = await seedTeam({ app, colleague, teamServer }, async (client) => {
    await createWorkspace(client)
    return addSampleForm(client)
  })
  const paul = await colleague.open()
  await visit(paul, '/settings/forms')
  const reserved = paul.getByRole('note').filter({ hasText: 'seul un administrateur les modifie' })
  await expect(reserved).toBeVisible()
  for (const name of ['Importer…', 'Nouveau formulaire'])
    await expect(paul.getByRole('button', { name })).toBeDisabled()
  await paul.getByRole('button', { name: 'Actions pour « Rapport de visite »' }).click()
  for (const name of ['Archiver', 'Supprimer'])
    await expect(paul.getByRole('menuitem', { name })).toHaveAttribute('aria-disabled', 'true')
  await expect(paul.getByRole('menuitem', { name: 'Exporter en JSON' })).toBeEnabled()
  await paul.keyboard.press('Escape')

  await visit(paul, `/settings/forms/${formId}`)
  const designer = new FormDesigner(paul)
  await expect(reserved).toBeVisible()
  await expect(designer.fields).toHaveCount(19)
  await expect(designer.palette).toHaveCount(0)
  await expect(designer.publish).toHaveCount(0)
  await designer.field('Résultat').click()
  await expect(designer.label).toHaveValue('Résultat')
  await expect(designer.label).toBeDisabled()
  await designer.field('Résultat').press('Delete')
  await expect(designer.fields).toHaveCount(19)
  await designer.tab('Essayer').click()
  await expect(paul.getByRole('textbox', { name: 'Interlocuteur' })).toBeEditable()
  await designer.tab('Versions').click()
  await expect(paul.getByRole('button', { name: 'Voir la version 1' })).toBeEnabled()
})
