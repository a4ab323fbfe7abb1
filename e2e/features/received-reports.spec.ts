import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { writeElsewhere } from '../pages/other-device.ts'
import { addForm, addReport, offerForms, Reports } from '../pages/reports.ts'
import { seedTeam } from '../pages/seeded-team.ts'
import {
  addActivity,
  addCustomer,
  type AppClient,
  createWorkspace,
  me,
  visit,
} from '../pages/workspace.ts'

const minute = 60_000
interface Visit {
  readonly activityId: string
  readonly formId: string
  readonly path: string
}

/** Work for `seed`: Camille's visit of an hour ago, for which there is a form. */
async function addVisit(client: AppClient): Promise<Visit> {
  await createWorkspace(client)
  const formId = await addForm(client, 'Rapport de visite')
  await offerForms(client, formId)
  const customer = await addCustomer(client, { name: 'Norauto Rennes' })
  const activityId = await addActivity(client, customer, Date.now() - 90 * minute)
  return { activityId, formId, path: `/activities?activity=${activityId}` }
}

/** A report of which another device wrote some fields, in its open activity. */
async function openReceived(app: App, fields: Readonly<Record<string, unknown>>): Promise<Reports> {
  const { path } = await app.seed(async (client, services) => {
    const made = await addVisit(client)
    const answers = { summary: 'Plaquettes à livrer', outcome: 'Devis' }
    const id = await addReport(client, made.activityId, made.formId, answers)
    writeElsewhere(services, made.activityId, { root: 'reports', id }, fields)
    return made
  })
  const page = await app.open()
  await visit(page, path)
  return new Reports(page)
}

test('REP-07 a report of a device whose clock was changed is marked « horloge à vérifier »', async ({
  app,
}) => {
  const reports = await openReceived(app, { isClockDoubtful: true })
  const row = reports.report('Rapport de visite')
  await expect(row.getByText('horloge à vérifier')).toBeVisible()
  await reports.open('Rapport de visite')
  await expect(reports.read('Horloge')).toContainText('l’heure de ce rapport est à vérifier')
})

test('FRM-05 an answer of the wrong type is shown as not readable, and the others as they are', async ({
  app,
}) => {
  const reports = await openReceived(app, { answers: { summary: 12, outcome: 'Devis' } })
  await reports.open('Rapport de visite')
  await expect(reports.read('Compte rendu')).toHaveText('Réponse illisible')
  await expect(reports.read('Résultat')).toHaveText('Devis')
})

test('REP-07 a report that was submitted in time and came later says both', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const team = { app, colleague, teamServer }
  const { activityId, formId, path } = await seedTeam(team, addVisit, { role: 'back_office' })
  const submitted = Date.now() - 40 * minute
  await colleague.seed(async (client, services) => {
    const id = await addReport(client, activityId, formId, { summary: 'Depuis la cave' })
    const times = { submittedAt: submitted, submittedRawAt: submitted }
    writeElsewhere(services, activityId, { root: 'reports', id }, times)
  })
  await colleague.open()
  const camille = await app.open()
  await visit(camille, path)
  const row = new Reports(camille).report('Rapport de visite')
  await expect(row).toContainText(/soumis (à|le) .*\d\d:\d\d, reçu (à|le) .*\d\d:\d\d/)
})

test('PRM-01 REP-10 what the back office reports for somebody names both', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const team = { app, colleague, teamServer }
  const { path } = await seedTeam(team, addVisit, { role: 'back_office' })
  const paul = await colleague.open()
  await visit(paul, path)
  await new Reports(paul).submitOne('Dicté au téléphone')

  const camille = await app.open()
  await visit(camille, path)
  const reports = new Reports(camille)
  await expect(reports.report('Rapport de visite')).toContainText('Paul Martin')
  await expect(reports.report('Rapport de visite')).toContainText(`pour ${me}`)
  await reports.open('Rapport de visite')
  await expect(reports.read('Soumis par')).toHaveText('Paul Martin')
  await expect(reports.read('Pour')).toHaveText(me)
})
