import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { seedTeam } from '../pages/seeded-team.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

test('NOT-05 two laptops see who else has the activity open, and the caret of the other while they write', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const { path, otherPath } = await seedTeam(
    { app, colleague, teamServer },
    async (client) => {
      await createWorkspace(client)
      const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
      const day = parisAt('2024-03-12', '09:00')
      const id = await addActivity(client, customerId, day, { title: 'Tour du stock' })
      await client.call('notes.create', {
        activityId: id,
        body: [{ insert: 'Rayon freinage\nPlaquettes à commander\n' }],
      })
      const other = await addActivity(client, customerId, day, { title: 'Inventaire' })
      const pathOf = (activityId: string): string =>
        `/customers/${customerId}/activities?activity=${activityId}`
      return { path: pathOf(id), otherPath: pathOf(other) }
    },
    { role: 'manager', locale: 'en' },
  )

  const camille = await app.open()
  await visit(camille, path)
  await expect(new ActivityDetails(camille).title).toHaveText('Tour du stock')
  const paul = await colleague.open()
  await paul.emulateMedia({ colorScheme: 'dark' })
  await expect(paul.getByText('Norauto Rennes').first()).toBeVisible()
  await visit(paul, otherPath)
  await expect(new ActivityDetails(paul).title).toHaveText('Inventaire')
  const paulIsHere = new ActivityDetails(camille).pane.getByText(
    'Paul Martin regarde aussi cette activité',
  )
  const camilleIsHere = new ActivityDetails(paul).pane.getByText(
    'Camille Moreau is also looking at this activity',
  )
  await expect(paulIsHere).toHaveCount(0)

  await visit(paul, path)
  await expect(paulIsHere).toHaveCount(1)
  await expect(camilleIsHere).toHaveCount(1)

  // Both write in the same note.
  const hers = await openNote(camille, 'Notes internes', 'Modifier la note', 'Texte de la note')
  const his = await openNote(paul, 'Internal notes', 'Edit note', 'Text of the note')
  await camille.keyboard.press('Control+Home')
  await paul.keyboard.press('Control+End')
  await expect(caretOf(camille, 'Paul Martin')).toHaveCount(1)
  await expect(caretOf(paul, 'Camille Moreau')).toHaveCount(1)
  await paul.keyboard.type(' demain')
  await camille.keyboard.type('Vu : ')
  for (const text of [hers, his])
    await expect(text).toHaveText('Vu : Rayon freinagePlaquettes à commander demain')
  await expect(camille.getByText('Paul Martin écrit aussi dans ce texte')).toHaveCount(1)
  await paul.keyboard.press('Control+Shift+Home')
  await expect(camille.locator('.ql-cursor-selection-block')).toHaveCount(2)

  await visit(paul, otherPath)
  await expect(caretOf(camille, 'Paul Martin')).toHaveCount(0)
  await expect(paulIsHere).toHaveCount(0)
  await visit(paul, path)
  await expect(paulIsHere).toHaveCount(1)
  await teamServer.stop()
  await expect(paulIsHere).toHaveCount(0)
})

async function openNote(
  page: Page,
  section: string,
  edit: string,
  label: string,
): Promise<Locator> {
  const notes = new ActivityDetails(page).section(section)
  await notes.getByRole('button', { name: edit }).click()
  const text = notes.getByRole('textbox', { name: label })
  await text.click()
  return text
}

const caretOf = (page: Page, name: string): Locator =>
  page.locator('.ql-cursor:not(.hidden)').filter({ hasText: name })
