import type { Page } from '@playwright/test'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { png } from '../pages/sample-files.ts'
import { Timeline } from '../pages/timeline.ts'
import { paste } from '../pages/transfer.ts'
import {
  addActivity,
  addCustomer,
  createWorkspace,
  me,
  parisAt,
  visit,
} from '../pages/workspace.ts'

/** A customer with one visit, and a note on it when there is a text. @returns the visit's address */
function seedVisit(app: App, note?: string): Promise<string> {
  return app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const id = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'))
    if (note !== undefined)
      await client.call('notes.create', { activityId: id, body: [{ insert: `${note}\n` }] })
    return `/customers/${customerId}/activities?activity=${id}`
  })
}

const notesOf = (page: Page) => {
  const section = new ActivityDetails(page).section('Notes internes')
  return {
    section,
    composer: section.getByRole('textbox', { name: 'Nouvelle note' }),
    add: section.getByRole('button', { name: 'Ajouter la note' }),
    items: section.getByRole('list', { name: 'Notes' }).locator('> li'),
    body: section.getByRole('textbox', { name: 'Texte de la note' }),
  }
}

test('NOT-01 NOT-02 notes are internal, newest first, with author, time, rich text and files', async ({
  app,
}) => {
  const page = await openVisit(app, await seedVisit(app))
  const notes = notesOf(page)
  await expect(notes.section).toContainText('Visibles par l’équipe uniquement.')
  await expect(notes.section).toContainText('Aucune note pour l’instant.')
  await expect(notes.add).toBeDisabled()

  await notes.composer.fill('Première note')
  await notes.add.click()
  await expect(notes.items).toHaveCount(1)
  await expect(notes.composer).toHaveText('')
  await notes.composer.pressSequentially('Seconde ')
  await page.keyboard.press('Control+b')
  await notes.composer.pressSequentially('importante')
  const content = png(4, 4, '#b45309')
  await paste(notes.composer, { files: [{ name: 'photo.png', mime: 'image/png', content }] })
  await expect(notes.section.getByText('photo.png')).toBeVisible()
  await page.keyboard.press('Control+Enter')

  await expect(notes.items).toHaveCount(2)
  await expect(notes.items.first()).toContainText('Seconde importante')
  await expect(notes.items.first().locator('strong')).toHaveText('importante')
  await expect(notes.items.first()).toContainText('photo.png')
  await expect(notes.items.first()).toContainText(me)
  await expect(notes.items.first().getByRole('time').first()).toBeVisible()
  await expect(notes.items.last()).toContainText('Première note')
  await expect(new Timeline(page).rows).toContainText('2 notes')
})

async function openVisit(app: App, path: string): Promise<Page> {
  const page = await app.open()
  await visit(page, path)
  return page
}

test('NOT-02 an edited note is marked, a deleted one leaves its place and can come back', async ({
  app,
}) => {
  const page = await openVisit(app, await seedVisit(app, 'Rappeler lundi'))
  const notes = notesOf(page)
  await expect(notes.items).not.toContainText('modifiée')
  await notes.items.getByRole('button', { name: 'Modifier la note' }).click()
  await expect(notes.body).toHaveText('Rappeler lundi')
  await notes.body.press('Control+End')
  await notes.body.pressSequentially(' matin')
  await notes.section.getByRole('button', { name: 'Terminer' }).click()
  await expect(notes.items).toContainText('Rappeler lundi matin')
  await expect(notes.items).toContainText('modifiée')

  await notes.items.getByRole('button', { name: 'Supprimer la note' }).click()
  await expect(notes.items).toContainText(`Note supprimée par ${me}`)
  await expect(notes.items).not.toContainText('Rappeler lundi matin')
  await expect(new Timeline(page).rows).not.toContainText('note')
  await page.keyboard.press('Control+z')
  await expect(notes.items).toContainText('Rappeler lundi matin')
  await notes.items.getByRole('button', { name: 'Supprimer la note' }).click()
  await notes.items.getByRole('button', { name: 'Rétablir' }).click()
  await expect(notes.items).toContainText('Rappeler lundi matin')
})

test('NOT-05 two windows that type into one note at once keep every character', async ({ app }) => {
  const path = await seedVisit(app, 'Stock')
  const page = await openVisit(app, path)
  const second = await page.context().newPage()
  await second.goto(`${new URL(page.url()).origin}/#${path}`)
  const windows = [notesOf(page), notesOf(second)] as const
  for (const { section, body } of windows) {
    await section.getByRole('button', { name: 'Modifier la note' }).click()
    await expect(body).toHaveText('Stock')
  }
  const [first, other] = windows
  await first.body.press('Control+Home')
  await other.body.press('Control+End')
  await Promise.all([
    first.body.pressSequentially('Plaquettes à commander. ', { delay: 5 }),
    other.body.pressSequentially(' faible en disques.', { delay: 5 }),
  ])
  const merged = 'Plaquettes à commander. Stock faible en disques.'
  await expect(first.body).toHaveText(merged)
  await expect(other.body).toHaveText(merged)

  // At one place the words of each stay whole.
  await first.body.press('Control+End')
  await other.body.press('Control+End')
  await Promise.all([
    first.body.pressSequentially('AAAAAAAAAA', { delay: 5 }),
    other.body.pressSequentially('BBBBBBBBBB', { delay: 5 }),
  ])
  const letters = async (): Promise<string> => {
    const [one, two] = await Promise.all([first.body.innerText(), other.body.innerText()])
    return one === two ? [...one.slice(merged.length).trim()].sort().join('') : `${one} ≠ ${two}`
  }
  await expect.poll(letters).toBe('AAAAAAAAAABBBBBBBBBB')
  for (const { section } of windows) await section.getByRole('button', { name: 'Terminer' }).click()

  await visit(await app.relaunch(), path)
  const kept = notesOf(app.page).items
  await expect(kept).toContainText(merged)
  expect((await kept.innerText()).match(/[AB]{20}/)?.[0]).toBeDefined()
})

test('ACT-20 a note that was begun is still there after a relaunch', async ({ app }) => {
  const path = await seedVisit(app)
  const page = await openVisit(app, path)
  await notesOf(page).composer.fill('À compléter demain')
  await expect(page.getByRole('contentinfo').getByRole('status')).toHaveText(
    'Enregistré sur cet appareil',
  )
  await visit(await app.relaunch(), path)
  await expect(notesOf(app.page).composer).toHaveText('À compléter demain')
})

const hostile = `
  <p onclick="window.wasRun = 1">Bonjour <b style="color: red">Norauto</b></p>
  <script>window.wasRun = 1</script><style>body { display: none }</style>
  <img src="x" onerror="window.wasRun = 1"><svg onload="window.wasRun = 1"></svg>
  <iframe src="https://example.com/"></iframe><object data="x"></object>
  <a href="javascript:window.wasRun = 1">piège</a> <a href="https://example.com/">lien</a>
  <form action="https://example.com/"><input name="a" autofocus onfocus="window.wasRun = 1"></form>`

test('ACT-04 hostile HTML pasted into description and note leaves its words and nothing else', async ({
  app,
}) => {
  // The policy reports what the pasted text holds as soon as the browser parses it.
  app.allowProblems(/CSP|Content Security Policy/)
  const page = await openVisit(app, await seedVisit(app))
  const details = new ActivityDetails(page)
  const notes = notesOf(page)
  await notes.composer.click()
  await paste(notes.composer, { html: hostile, text: 'Bonjour' })
  await notes.add.click()
  await details.button('Modifier').click()
  const form = new ActivityForm(page)
  await form.description.click()
  await paste(form.description, { html: hostile, text: 'Bonjour' })
  await expect(form.sheet.getByText('Enregistré', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(form.sheet).toBeHidden()

  for (const shown of [notes.items, details.section('Description')]) {
    await expect(shown).toContainText('Bonjour Norauto')
    await expect(shown.locator('strong')).toHaveText('Norauto')
    await expect(shown.locator('a[href]:not([href^="https://example.com/"])')).toHaveCount(0)
    await expect(shown.getByRole('link', { name: 'lien' })).toHaveAttribute('href', /^https:/)
    await expect(shown).toContainText('piège')
    await expect(
      shown.locator('script, style, img, iframe, object, form, input, [onclick], [style*=red]'),
    ).toHaveCount(0)
  }
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
})
