import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { hubspotFile } from '../pages/hubspot-file.ts'
import { ImportPage } from '../pages/import-page.ts'
import { notice } from '../pages/notice.ts'
import { png } from '../pages/sample-files.ts'
import { settled } from '../pages/screens.ts'
import { Timeline } from '../pages/timeline.ts'
import { visit } from '../pages/workspace.ts'

const pictures = join(import.meta.dirname, '../../docs/recorded-run')

test(
  'GEN-02 ACT-01 ACT-05 ATT-01 NOT-02 TL-08 ACT-10 the main job, from the first start to the relaunch',
  { tag: '@both' },
  async ({ app, shell }) => {
    test.slow()
    let page = await app.open()
    let step = 0
    /** With RECORD_RUN=1: a picture of the step that was just done, for docs/recorded-run. */
    async function picture(name: string): Promise<void> {
      step += 1
      if (process.env['RECORD_RUN'] !== '1') return
      const folder = join(pictures, shell)
      mkdirSync(folder, { recursive: true })
      await settled(page)
      const file = `${String(step).padStart(2, '0')}-${name}.png`
      await page.screenshot({ path: join(folder, file), animations: 'disabled' })
    }

    // First start, a workspace of one's own.
    await page.getByRole('textbox', { name: 'Organisation' }).fill('Pièces Ouest')
    await page.getByRole('textbox', { name: 'Prénom' }).fill('Camille')
    await page.getByRole('textbox', { name: 'Nom', exact: true }).fill('Moreau')
    await picture('first-start')
    await page.getByRole('button', { name: 'Créer l’espace de travail' }).click()
    await expect(page.getByRole('heading', { name: 'Aucun client pour l’instant' })).toBeVisible()
    await picture('empty-workspace')

    // Import.
    await page.getByRole('main').getByRole('link', { name: 'Importer des clients' }).last().click()
    const imports = new ImportPage(page)
    await imports.choose('hubspot-entreprises.csv', hubspotFile())
    await expect(imports.select('Origine du fichier')).toHaveText('HubSpot (reconnu)')
    await picture('import-columns')
    await imports.check.click()
    await expect(imports.count('À créer')).toHaveText('31')
    await expect(imports.count('Lignes refusées')).toHaveText('1')
    await picture('import-checked')
    await imports.run.click()
    await expect(imports.outcome).toHaveText('Import terminé : 32 lignes lues')
    await picture('import-done')
    await page.getByRole('link', { name: 'Voir les clients' }).click()
    await expect(page.getByText('31 clients', { exact: true })).toBeVisible()

    // Open a customer.
    await page.getByRole('combobox', { name: 'Rechercher un client' }).fill('norauto ren')
    await page.getByRole('option', { name: /Norauto Rennes/ }).click()
    await expect(page.getByRole('article', { name: 'Norauto Rennes' })).toBeVisible()
    await picture('customer')

    // Record a visit with the quick buttons, describe it, attach a photo.
    const timeline = new Timeline(page)
    const form = new ActivityForm(page)
    await timeline.create.click()
    await expect(form.type('Visite')).toBeChecked()
    await form.button('Commence maintenant').click()
    await form.preset(30).click()
    await expect(form.preset(30)).toHaveAttribute('aria-pressed', 'true')
    await expect(form.duration).toHaveValue('30\u00a0min')
    await form.description.pressSequentially('Rayon freinage : ')
    await page.keyboard.press('Control+b')
    await form.description.pressSequentially('plaquettes en rupture')
    await page.keyboard.press('Control+b')
    await form.description.pressSequentially(', à livrer avant vendredi.')
    await expect(form.description.locator('strong')).toHaveText('plaquettes en rupture')
    const dialog = page.waitForEvent('filechooser')
    await form.button('Ajouter des fichiers').click()
    const buffer = png(640, 400, '#15803d')
    await (await dialog).setFiles({ name: 'rayon-freinage.png', mimeType: 'image/png', buffer })
    await expect(form.sheet.getByRole('list', { name: 'Pièces jointes' })).toContainText(
      'rayon-freinage.png',
    )
    await picture('new-visit')
    await form.save.click()
    await expect(form.sheet).toBeHidden()
    const visitRow = timeline.row('Visite – Norauto Rennes')
    await expect(visitRow).toContainText('En cours')
    await expect(visitRow).toContainText('1 pièce jointe')
    const details = new ActivityDetails(page)
    await expect(details.section('Description').locator('strong')).toHaveText(
      'plaquettes en rupture',
    )
    await picture('visit-saved')

    // A note.
    const notes = details.section('Notes internes')
    await notes
      .getByRole('textbox', { name: 'Nouvelle note' })
      .fill('Prévenir l’entrepôt de Rennes')
    await notes.getByRole('button', { name: 'Ajouter la note' }).click()
    await expect(notes.getByRole('list', { name: 'Notes' })).toContainText(
      'Prévenir l’entrepôt de Rennes',
    )
    await picture('note')

    // A call beside it, then the filter by type.
    await page.keyboard.press('Escape')
    await timeline.create.click()
    await form.chooseType('Appel (sortant)')
    await form.setTimes(['12/03/2024', '09:00'], ['12/03/2024', '09:15'])
    await form.save.click()
    await expect(timeline.rows).toHaveCount(2)
    await timeline.filterBy('Type', 'Visite')
    await expect(timeline.rows).toHaveCount(1)
    await expect(timeline.results).toHaveText('1 activité')
    await picture('filtered')
    await page.getByRole('button', { name: 'Tout effacer' }).click()
    await expect(timeline.rows).toHaveCount(2)

    // Find by text: a word of the note, without its accents.
    await timeline.search.fill('prevenir entrepot')
    await expect(timeline.rows).toHaveCount(1)
    await expect(timeline.rows).toContainText('Visite – Norauto Rennes')
    await picture('found')
    await timeline.search.fill('')
    await expect(timeline.rows).toHaveCount(2)

    // Delete and undo.
    await visitRow.click()
    await details.button('Supprimer').click()
    const question = page.getByRole('dialog', { name: 'Supprimer « Visite – Norauto Rennes » ?' })
    await expect(question).toContainText('1 pièce jointe, 1 note')
    await picture('delete-asked')
    await question.getByRole('button', { name: 'Supprimer' }).click()
    await expect(timeline.rows).toHaveCount(1)
    const toast = notice(page, 'Activité supprimée')
    await expect(toast).toBeVisible()
    await picture('deleted')
    await toast.getByRole('button', { name: 'Annuler' }).click()
    await expect(timeline.rows).toHaveCount(2)
    await picture('undone')

    // Everything is still there after a relaunch.
    page = await app.relaunch()
    await expectKept(page)
    await picture('relaunched')
  },
)

async function expectKept(page: Page): Promise<void> {
  await visit(page, '/customers')
  await expect(page.getByText('31 clients', { exact: true })).toBeVisible()
  await page.getByRole('combobox', { name: 'Rechercher un client' }).fill('norauto ren')
  await page.getByRole('option', { name: /Norauto Rennes/ }).click()
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(2)
  await timeline.row('Visite – Norauto Rennes').click()
  const details = new ActivityDetails(page)
  await expect(details.section('Description')).toContainText(
    'Rayon freinage : plaquettes en rupture, à livrer avant vendredi.',
  )
  await expect(details.section('Notes internes')).toContainText('Prévenir l’entrepôt de Rennes')
  await details.pane.getByRole('button', { name: 'rayon-freinage.png', exact: true }).click()
  const image = page.getByRole('img', { name: 'rayon-freinage.png' })
  await expect(image).toBeVisible()
  expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(640)
  await page.keyboard.press('Escape')
  await expect(image).toHaveCount(0)
}
