import type { Locator, Page } from '@playwright/test'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { notice } from '../pages/notice.ts'
import {
  addActivity,
  addCustomer,
  createWorkspace,
  parisAt,
  parisDay,
  visit,
} from '../pages/workspace.ts'

const late = 'La livraison est arrivée avec deux jours de retard.'
const promise = 'Il faut envoyer le devis des amortisseurs.'

/** A customer with a note on an earlier visit. @returns the page at a later visit, with the section open */
async function openSummary(app: App, notes: readonly string[]): Promise<[Page, Locator]> {
  const path = await app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const before = await addActivity(client, customerId, parisAt(parisDay(-20), '09:00'))
    for (const text of notes)
      await client.call('notes.create', {
        activityId: before,
        body: [{ insert: `${text}\n` }],
      })
    const now = await addActivity(client, customerId, parisAt(parisDay(-1), '09:00'))
    return `/customers/${customerId}/activities?activity=${now}`
  })
  const page = await app.open()
  await visit(page, path)
  const section = new ActivityDetails(page).section('IA')
  await section.getByRole('button', { name: 'IA', exact: true }).click()
  return [page, section]
}

test('AIS-03 a statement opens the note at its sentence', async ({ app }) => {
  const [page, section] = await openSummary(app, [`Bon accueil. ${late} À revoir.`])
  const issue = section.getByRole('listitem').filter({ hasText: late }).first()
  await expect(issue).toBeVisible()
  await issue.getByRole('button', { name: /^Note du / }).click()
  await expect(page).toHaveURL(/note=/)
  const marked = (): Promise<string> =>
    page.evaluate(() => [...(CSS.highlights.get('cited-passage') ?? [])].map(String).join('|'))
  await expect.poll(marked).toBe(late)
})

test('AIS-08 feedback is shown at once and can be taken back', async ({ app }) => {
  const [, section] = await openSummary(app, [late])
  const issue = section.getByRole('listitem').filter({ hasText: late }).first()
  await issue.getByRole('button', { name: /^Avis sur/ }).click()
  await section.page().getByRole('menuitem', { name: 'Faux' }).click()
  await expect(issue).toContainText('Faux, selon')
  await issue.getByRole('button', { name: 'Retirer l’avis' }).click()
  await expect(issue).not.toContainText('selon')
})

test('AIS-06 a pending topic becomes a task', async ({ app }) => {
  const [page, section] = await openSummary(app, [promise])
  const topic = section.getByRole('listitem').filter({ hasText: promise }).first()
  await topic.getByRole('button', { name: 'Créer une tâche' }).click()
  await expect(notice(page, 'Tâche créée')).toBeVisible()
  await section.getByRole('button', { name: 'Régénérer' }).click()
  await expect(section).toContainText('tâche ouverte')
})

test('AIS-05 a new note makes the summary obsolete, and nothing changes until somebody asks', async ({
  app,
}) => {
  const [page, section] = await openSummary(app, [late])
  await expect(section).toContainText(late)
  await expect(section).not.toContainText('Obsolète')
  const details = new ActivityDetails(page)
  const composer = details.section('Notes internes').getByRole('textbox', { name: 'Nouvelle note' })
  await composer.fill('Le présentoir de la caisse est cassé.')
  await page.keyboard.press('Control+Enter')
  await expect(section).toContainText('Obsolète')
  await expect(section).not.toContainText('présentoir')
  await section.getByRole('button', { name: 'Régénérer' }).click()
  await expect(section).toContainText('présentoir')
  await expect(section).not.toContainText('Obsolète')
})

test('AIS-07 without anything to read the section says what is missing', async ({ app }) => {
  const [, section] = await openSummary(app, [])
  await expect(section).toContainText('Pas encore assez d’informations')
  await expect(section).toContainText(
    'Il manque\u00a0: des comptes rendus, des notes et des ventes.',
  )
})
