import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { notice } from '../pages/notice.ts'
import { seedTeam } from '../pages/seeded-team.ts'
import { reconnect, SharingPage } from '../pages/sharing-page.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

/** The line above the list, such as « 2 nouveautés depuis lundi ». */
const newsLine = (page: Page): Locator => page.getByRole('group', { name: 'Nouveautés' })

test('TL-19 TL-20 two laptops: what waits for the server is marked and found, what a colleague did while one was away is news', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const address = await seedTeam(
    { app, colleague, teamServer },
    async (client) => {
      await createWorkspace(client)
      const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
      for (const title of ['Tour du stock', 'Inventaire', 'Formation'])
        await addActivity(client, customerId, parisAt('2024-03-12', '09:00'), { title })
      return `/customers/${customerId}/activities`
    },
    { role: 'admin' },
  )

  // Camille looks, finds everything shared and nothing new, and leaves.
  const before = await app.open()
  await visit(before, address)
  await expect(new Timeline(before).row('Tour du stock')).toContainText('Partagée')
  await expect(newsLine(before)).toBeHidden()
  await app.close()

  // Paul works without the server: what he touched waits, and can be asked for.
  const paul = await colleague.open()
  await visit(paul, address)
  const his = new Timeline(paul)
  await expect(his.row('Tour du stock')).toContainText('Partagée')
  await expect(newsLine(paul)).toBeHidden()
  await teamServer.stop()
  await expect(new SharingPage(paul).status(/^Hors ligne/)).toBeVisible()
  await his.row('Tour du stock').click()
  const details = new ActivityDetails(paul)
  const notes = details.section('Notes internes')
  await notes.getByRole('textbox', { name: 'Nouvelle note' }).fill('Rayon freinage')
  await notes.getByRole('button', { name: 'Ajouter la note' }).click()
  await expect(his.row('Tour du stock')).toContainText('À partager')
  await expect(details.pane.locator('header').first()).toContainText('À partager')
  await his.row('Inventaire').click()
  await expect(details.title).toHaveText('Inventaire')
  await details.button('Supprimer').click()
  const question = paul.getByRole('dialog', { name: 'Supprimer « Inventaire » ?' })
  await question.getByRole('button', { name: 'Supprimer' }).click()
  await expect(question).toBeHidden()
  await his.filterBy('Partage', 'À partager')
  await expect(his.rows).toHaveCount(1)
  await expect(his.chips.first()).toContainText('À partager')
  await teamServer.start()
  await reconnect(paul)
  await visit(paul, address)
  await expect(paul.getByRole('heading', { name: 'Aucune activité ne correspond' })).toBeVisible()
  await his.chips.first().getByRole('button').click()
  await expect(his.row('Tour du stock')).toContainText('Partagée')

  // Camille comes back: two things are new, and the line narrows the list to them.
  const camille = await app.open()
  await visit(camille, address)
  const hers = new Timeline(camille)
  const line = newsLine(camille).getByRole('button', { name: /^\d+ nouveautés? depuis/ })
  await expect(line).toHaveText(/^2 nouveautés depuis /)
  await expect(hers.row('Tour du stock')).toContainText('Nouveau')
  await expect(hers.row('Tour du stock')).toContainText('Note ajoutée par Paul Martin')
  await expect(hers.row('Formation')).not.toContainText('Nouveau')
  await line.click()
  await expect(line).toHaveAttribute('aria-pressed', 'true')
  await expect(hers.rows).toHaveCount(2)
  await expect(hers.row('Inventaire')).toContainText('Supprimée par Paul Martin')
  await expect(hers.chips.first()).toContainText('Nouveautés')

  // What she opens is told, and seen; the row stays while she reads on.
  await hers.row('Tour du stock').click()
  await expect(new ActivityDetails(camille).section('Depuis votre dernière visite')).toContainText(
    'Note ajoutée par Paul Martin',
  )
  await expect(hers.row('Tour du stock')).not.toContainText('Nouveau')
  await expect(hers.rows).toHaveCount(2)
  await expect(line).toContainText('1 nouveauté depuis')

  // One by its row, all by the line; either can be taken back.
  await hers.row('Inventaire').hover()
  await hers.row('Inventaire').getByRole('button', { name: 'Marquer comme vu' }).click()
  await expect(newsLine(camille)).toBeHidden()
  await notice(camille, 'Activité marquée comme vue')
    .getByRole('button', { name: 'Annuler' })
    .click()
  await expect(line).toContainText('1 nouveauté depuis')
  await newsLine(camille).getByRole('button', { name: 'Tout marquer comme vu' }).click()
  await expect(newsLine(camille)).toBeHidden()
  await expect(hers.chips).toHaveCount(0)
  await expect(hers.rows).toHaveCount(2)
  await expect(hers.row('Inventaire')).toHaveCount(0)
  await notice(camille, 'Toutes les nouveautés sont marquées comme vues')
    .getByRole('button', { name: 'Annuler' })
    .click()
  await visit(camille, '/activities')
  await expect(line).toContainText('1 nouveauté depuis')
})
