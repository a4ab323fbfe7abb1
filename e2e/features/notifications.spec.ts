import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { seedTeam } from '../pages/seeded-team.ts'
import {
  addActivity,
  addCustomer,
  type AppClient,
  createWorkspace,
  me,
  parisAt,
  visit,
} from '../pages/workspace.ts'

const notesOf = (page: Page) => {
  const section = new ActivityDetails(page).section('Notes internes')
  return {
    section,
    composer: section.getByRole('textbox', { name: 'Nouvelle note' }),
    add: section.getByRole('button', { name: 'Ajouter la note' }),
    items: section.getByRole('list', { name: 'Notes' }).locator('> li'),
    bell: section.getByRole('button', { name: 'Suivre les notes' }),
  }
}
const rail = (page: Page): Locator =>
  page.getByRole('navigation').getByRole('link', { name: /^Notifications/ })

/** A visit, with notes. @returns its id */
async function visitWithNotes(client: AppClient, ...notes: string[]): Promise<string> {
  await createWorkspace(client)
  const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
  const activityId = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'), {
    title: 'Tour du stock',
  })
  for (const text of notes)
    await client.call('notes.create', { activityId, body: [{ insert: `${text}\n` }] })
  return activityId
}

test('NOT-03 NOT-05 a colleague is mentioned, told, led to the note, follows it and pins it', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const activityId = await seedTeam({ app, colleague, teamServer }, (client) =>
    visitWithNotes(client, 'Rayon freinage'),
  )
  const camille = await app.open()
  const paul = await colleague.open()
  await visit(camille, `/activities?activity=${activityId}`)
  await expect(rail(paul)).toHaveAccessibleName('Notifications')

  // Camille types a mention; the list is operated from the text.
  const hers = notesOf(camille)
  await hers.composer.click()
  await hers.composer.pressSequentially('Stock faible, @mart')
  const option = camille.getByRole('option', { name: 'Paul Martin' })
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await expect(hers.composer).toHaveAttribute(
    'aria-activedescendant',
    (await option.getAttribute('id'))!,
  )
  await camille.keyboard.press('Enter')
  await hers.composer.pressSequentially('tu commandes ?')
  await camille.keyboard.press('Control+Enter')
  await expect(hers.items.first()).toContainText('Stock faible, @Paul Martin tu commandes ?')

  // Paul is told wherever he is, and led to the note.
  await expect(rail(paul)).toHaveAccessibleName('Notifications (1)')
  await paul.keyboard.press('o')
  await paul.keyboard.press('n')
  const entry = paul.getByRole('list', { name: 'Notifications' }).getByRole('link')
  await expect(entry).toContainText(`${me} vous mentionne`)
  await expect(entry).toContainText('Tour du stock · Norauto Rennes')
  await expect(entry).toContainText('Stock faible, @Paul Martin tu commandes ?')
  await expect(entry).toContainText('Non vue')
  await entry.click()
  await expect(new ActivityDetails(paul).title).toHaveText('Tour du stock')
  const his = notesOf(paul)
  const note = his.items.filter({ hasText: 'Stock faible' })
  await expect(note).toHaveAttribute('aria-current', 'true')
  await expect(note).toBeFocused()
  await expect(note).toBeInViewport()
  await expect(note.locator('.mention')).toHaveText('@Paul Martin')
  await expect(rail(paul)).toHaveAccessibleName('Notifications')

  // He follows since he was mentioned, and may stop.
  await expect(his.bell).toHaveAttribute('aria-pressed', 'true')
  await his.bell.click()
  await expect(his.bell).toHaveAttribute('aria-pressed', 'false')

  // He pins the older note, which Camille sees on top.
  await his.items
    .filter({ hasText: 'Rayon freinage' })
    .getByRole('button', { name: 'Épingler en haut' })
    .click()
  for (const { items } of [his, hers]) {
    await expect(items.first()).toContainText('Épinglée par Paul Martin')
    await expect(items.first()).toContainText('Rayon freinage')
  }

  // A link that he copied opens the note from anywhere, on her laptop as well.
  await note.getByRole('button', { name: 'Copier le lien' }).click()
  await expect(paul.getByText('Lien copié', { exact: false }).first()).toBeVisible()
  const noteId = (await note.getAttribute('id'))!.replace(/^note-/, '')
  await visit(camille, '/customers')
  await expect(hers.section).toBeHidden()
  await camille.evaluate((link) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', link)
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.body.dispatchEvent(paste)
  }, `wiseparts:/activities?activity=${activityId}&note=${noteId}`)
  await expect(hers.items.filter({ hasText: 'Stock faible' })).toBeFocused()
})

test('NOT-03 a fourth note is not pinned, pinning is taken back, and a note that is not here is said to be missing', async ({
  app,
}) => {
  test.slow()
  const activityId = await app.seed((client) =>
    visitWithNotes(client, 'un', 'deux', 'trois', 'quatre'),
  )
  const page = await app.open()
  await visit(page, `/activities?activity=${activityId}&note=unknown`)
  const { section, items } = notesOf(page)
  await expect(section.getByRole('status').filter({ hasText: 'La note de ce lien' })).toContainText(
    'Elle n’est pas encore arrivée sur cet appareil',
  )
  const pin = (text: string) =>
    items
      .filter({ has: page.getByText(text, { exact: true }) })
      .getByRole('button', { name: 'Épingler en haut' })
      .click()
  const pinned = items.filter({ hasText: 'Épinglée par' })
  for (const [before, text] of ['un', 'deux', 'trois'].entries()) {
    await pin(text)
    await expect(pinned).toHaveCount(before + 1)
  }
  await pin('quatre')
  await expect(page.getByText('Trois notes sont déjà épinglées.').first()).toBeVisible()
  await expect(items.last()).toContainText('quatre')

  await page.keyboard.press('Control+z')
  await expect(pinned).toHaveCount(2)
})
