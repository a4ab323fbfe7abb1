import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { notice } from '../pages/notice.ts'
import { addForm, offerForms, Reports } from '../pages/reports.ts'
import { seedTeam } from '../pages/seeded-team.ts'
import { Timeline } from '../pages/timeline.ts'
import {
  addActivity,
  addCustomer,
  type AppClient,
  createWorkspace,
  visit,
} from '../pages/workspace.ts'

const minute = 60_000

/** A visit under way of a type with a form, and a call. @returns the address of the visit */
async function visitUnderWay(client: AppClient): Promise<string> {
  await createWorkspace(client)
  await offerForms(client, await addForm(client, 'Rapport de visite'))
  const customer = await addCustomer(client, { name: 'Norauto Rennes' })
  const startAt = Math.floor(Date.now() / minute) * minute - 20 * minute
  const id = await addActivity(client, customer, startAt, {
    ...{ title: 'Tour du stock', status: 'in_progress', endAt: null },
  })
  await addActivity(client, customer, startAt - 60 * minute, {
    ...{ typeId: 'type-call-in', title: 'Commande' },
  })
  return `/activities?activity=${id}`
}

test('TYP-07 a required report is told in the timeline, found by a filter, and asked for without blocking', async ({
  app,
}) => {
  const path = await app.seed(visitUnderWay)
  const page = await app.open()
  await visit(page, '/settings/types')
  await page.getByRole('button', { name: /^Visite(?! planifiée)/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Visite' })
  await sheet.getByRole('switch', { name: 'Rapport obligatoire' }).click()
  await expect(sheet.getByRole('switch', { name: 'Rapport obligatoire' })).toBeChecked()
  await page.keyboard.press('Escape')

  await visit(page, path)
  const timeline = new Timeline(page)
  const row = timeline.row('Tour du stock')
  await expect(row).toContainText('Rapport obligatoire à remplir')
  await expect(new Reports(page).section).toContainText('Ce type d’activité demande un rapport.')
  await timeline.openFilter('Plus')
  await page.getByRole('checkbox', { name: 'Rapport obligatoire dû' }).click()
  await page.keyboard.press('Escape')
  await expect(timeline.rows).toHaveCount(1)

  await new ActivityDetails(page).button('Se termine maintenant').click()
  await expect(
    notice(page, 'Le rapport obligatoire n’est pas encore soumis.').first(),
  ).toBeVisible()
  await expect(row).toContainText('Terminée')

  const reports = new Reports(page)
  await reports.add.click()
  await reports.answer('Compte rendu').fill('Derrière l’échafaudage')
  await reports.submit.click()
  await expect(timeline.row('Tour du stock')).toHaveCount(0)
  await timeline.chips.getByRole('button').first().click()
  await expect(timeline.rows).toHaveCount(2)

  // Its words are found like any other text of the activity (TL-13).
  await timeline.search.fill('echafaud')
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.row('Tour du stock')).toHaveCount(1)
})

test('REP-08 letting reports in again is told in the history of the activity', async ({ app }) => {
  const path = await app.seed(async (client) => {
    const address = await visitUnderWay(client)
    const activityId = address.split('=')[1]!
    await client.call('organisation.update', { reportLimitMin: 10 })
    await client.call('reports.reopen', { activityId, reason: 'Panne de réseau' })
    return address
  })
  const page = await app.open()
  await visit(page, path)
  const { pane } = new ActivityDetails(page)
  await pane.getByRole('button', { name: 'Historique' }).click()
  await expect(pane).toContainText('Rapports de nouveau possibles\u00a0: Panne de réseau')
})

test('ACT-11 a visit with a report is cancelled with a reason where it may not be deleted', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const team = { app, colleague, teamServer }
  const path = await seedTeam(team, visitUnderWay, { role: 'account_manager' })
  const paul = await colleague.open()
  await visit(paul, path)
  const reports = new Reports(paul)
  await reports.add.click()
  await reports.answer('Compte rendu').fill('Plaquettes à livrer')
  await reports.submit.click()
  await expect(reports.list.getByRole('listitem')).toHaveCount(1)

  await new ActivityDetails(paul).button('Supprimer').click()
  const question = paul.getByRole('dialog')
  await expect(question).toContainText('Tour du stock\u00a0» ne se supprime pas')
  await expect(question).toContainText('annulez-la plutôt, avec un motif')
  const cancel = question.getByRole('button', { name: 'Annuler l’activité' })
  await cancel.click()
  await expect(question).toContainText('Un motif est nécessaire.')
  await question.getByRole('textbox').fill('Magasin fermé')
  await cancel.click()
  await expect(question).toBeHidden()
  const details = new ActivityDetails(paul)
  await expect(details.fact('Motif d’annulation')).toHaveText('Magasin fermé')
  await expect(reports.list.getByRole('listitem')).toHaveCount(1)
})

test('ACT-11 an administrator deletes a visit with a report, and says why', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const path = await seedTeam({ app, colleague, teamServer }, visitUnderWay)
  const page = await app.open()
  await visit(page, path)
  const reports = new Reports(page)
  await reports.add.click()
  await reports.answer('Compte rendu').fill('Plaquettes à livrer')
  await reports.submit.click()
  await expect(reports.list.getByRole('listitem')).toHaveCount(1)
  await new ActivityDetails(page).button('Supprimer').click()
  const question = page.getByRole('dialog')
  await expect(question).toContainText('1 rapport')
  await question.getByRole('textbox', { name: 'Motif de la suppression' }).fill('En double')
  await question.getByRole('button', { name: 'Supprimer' }).click()
  await expect(new Timeline(page).row('Tour du stock')).toHaveCount(0)
})
