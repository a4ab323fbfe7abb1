import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileChooser, Locator, Page } from '@playwright/test'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { notice } from '../pages/notice.ts'
import { pdf, png } from '../pages/sample-files.ts'
import { Timeline } from '../pages/timeline.ts'
import { dropFiles, paste } from '../pages/transfer.ts'
import {
  addActivity,
  addCustomer,
  createWorkspace,
  me,
  parisAt,
  visit,
} from '../pages/workspace.ts'

const photo = { name: 'rayon.png', mime: 'image/png', content: png(40, 20, '#0f766e') }
const offer = { name: 'devis.pdf', mime: 'application/pdf', content: pdf('Devis 2024') }
const list = { name: 'liste.txt', mime: 'text/plain', content: Buffer.from('Plaquettes : été\n') }

/** Opens a customer's only visit. */
async function openVisit(app: App): Promise<Page> {
  const path = await app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const id = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'))
    return `/customers/${customerId}/activities?activity=${id}`
  })
  const page = await app.open()
  await visit(page, path)
  await expect(new ActivityDetails(page).title).toBeVisible()
  return page
}

const filesOf = (page: Page): Locator => new ActivityDetails(page).section('Pièces jointes')
const rowsOf = (page: Page): Locator =>
  filesOf(page).getByRole('list', { name: 'Pièces jointes' }).getByRole('listitem')

/** Chooses files in the dialog of the system. */
async function choose(
  page: Page,
  within: Locator,
  files: Parameters<FileChooser['setFiles']>[0],
): Promise<void> {
  const dialog = page.waitForEvent('filechooser')
  await within.getByRole('button', { name: 'Ajouter des fichiers' }).click()
  await (await dialog).setFiles(files)
}

async function act(page: Page, name: string, action: string): Promise<void> {
  await filesOf(page)
    .getByRole('button', { name: `Actions pour ${name}` })
    .click()
  await page.getByRole('menuitem', { name: action }).click()
}

test('ATT-01 files are added while creating and while reading; the details tell name, size, who and when', async ({
  app,
}) => {
  const page = await openVisit(app)
  const form = new ActivityForm(page)
  await page.keyboard.press('n')
  const staged = form.sheet.getByRole('list', { name: 'Pièces jointes' }).getByRole('listitem')
  await choose(page, form.sheet, [
    { name: photo.name, mimeType: photo.mime, buffer: photo.content },
    { name: list.name, mimeType: list.mime, buffer: list.content },
  ])
  await expect(staged).toHaveCount(2)
  await form.button('Retirer liste.txt').click()
  await expect(staged).toHaveCount(1)
  await form.save.click()

  await expect(rowsOf(page)).toHaveCount(1)
  await expect(rowsOf(page)).toContainText('rayon.png')
  await expect(rowsOf(page)).toContainText(/\d+\so/)
  await expect(rowsOf(page)).toContainText(me)
  await expect(rowsOf(page).getByRole('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/)
  await choose(page, filesOf(page), [
    { name: list.name, mimeType: list.mime, buffer: list.content },
  ])
  await expect(rowsOf(page)).toHaveCount(2)
  await expect(new Timeline(page).row('2 pièces jointes')).toHaveCount(1)
})

test('ATT-02 files are dropped several at once, an image is pasted; image, PDF and text have a preview', async ({
  app,
}) => {
  const page = await openVisit(app)
  const area = filesOf(page).getByRole('button', { name: 'Ajouter des fichiers' })
  await dropFiles(area, [photo, offer, list])
  await expect(rowsOf(page)).toHaveCount(3)
  await paste(area, { files: [{ ...photo, name: 'image.png', content: png(8, 8, '#6d28d9') }] })
  await expect(rowsOf(page)).toHaveCount(4)

  await filesOf(page).getByRole('button', { name: 'rayon.png', exact: true }).click()
  const preview = page.getByRole('dialog', { name: 'rayon.png' })
  const image = preview.getByRole('img', { name: 'rayon.png' })
  await expect(image).toBeVisible()
  expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(40)
  await page.keyboard.press('ArrowRight')
  const pdfPreview = page.getByRole('dialog', { name: 'devis.pdf' })
  await expect(pdfPreview).toContainText('Page 1 sur 1.')
  await expect(pdfPreview).toContainText('Devis 2024')
  await pdfPreview.getByRole('button', { name: 'Fichier suivant' }).click()
  await expect(page.getByRole('dialog', { name: 'liste.txt' })).toContainText('Plaquettes : été')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('ATT-02 a file is renamed, saved, removed and brought back', async ({ app }) => {
  const page = await openVisit(app)
  await dropFiles(filesOf(page).getByRole('button', { name: 'Ajouter des fichiers' }), [list])
  await act(page, 'liste.txt', 'Renommer')
  const name = filesOf(page).getByRole('textbox', { name: 'Nouveau nom de liste.txt' })
  await expect(name).toBeFocused()
  // The extension is left out of the selection.
  await page.keyboard.type('commande')
  await page.keyboard.press('Enter')
  await expect(rowsOf(page)).toContainText('commande.txt')

  const download = page.waitForEvent('download')
  await act(page, 'commande.txt', 'Enregistrer sous…')
  const saved = await download
  expect(saved.suggestedFilename()).toBe('commande.txt')
  expect(readFileSync(await saved.path())).toEqual(list.content)

  await act(page, 'commande.txt', 'Retirer')
  await expect(rowsOf(page)).toHaveCount(0)
  const toast = notice(page, '« commande.txt » retiré')
  await toast.getByRole('button', { name: 'Annuler' }).click()
  await expect(rowsOf(page)).toContainText('commande.txt')
})

test('ATT-03 a file of 200 MB is refused without being read; empty and executable ones are refused too', async ({
  app,
}, info) => {
  const page = await openVisit(app)
  await page.evaluate(() => {
    const read: number[] = []
    Object.assign(window, { read })
    const prototype: { arrayBuffer: (this: Blob) => Promise<ArrayBuffer> } = Blob.prototype
    const readWhole = prototype.arrayBuffer
    prototype.arrayBuffer = function () {
      read.push(this.size)
      return readWhole.call(this)
    }
  })
  const film = info.outputPath('film.mp4')
  writeFileSync(film, '')
  truncateSync(film, 200 * 1024 * 1024)
  await choose(page, filesOf(page), film)
  const refused = filesOf(page)
    .getByRole('list', { name: 'Fichiers en cours d’ajout' })
    .getByRole('listitem')
  await expect(refused).toContainText('Fichier trop volumineux (200 Mo, maximum 25 Mo).')
  expect(await page.evaluate(() => (window as unknown as { read: number[] }).read)).toEqual([])
  await filesOf(page).getByRole('button', { name: 'Retirer film.mp4 de la liste' }).click()
  await expect(refused).toHaveCount(0)

  const file = (name: string, text: string) => ({
    name,
    mime: 'application/octet-stream',
    content: Buffer.from(text, 'latin1'),
  })
  await dropFiles(filesOf(page).getByRole('button', { name: 'Ajouter des fichiers' }), [
    file('vide.txt', ''),
    file('facture.pdf.exe', 'MZ'),
    file('facture.pdf', `MZ\x90\0${'\0'.repeat(56)}\x40\0\0\0PE\0\0`),
    file('bon.txt', 'bon'),
    file('bon.txt', 'autre'),
  ])
  await expect(refused.filter({ hasText: 'vide.txt' })).toContainText(
    'Ce fichier est vide (0 octet).',
  )
  const program = 'Ce type de fichier n’est pas accepté, car il peut exécuter un programme.'
  await expect(refused.filter({ hasText: 'facture.pdf.exe' })).toContainText(program)
  await expect(refused.filter({ hasText: /^facture\.pdf(?!\.)/ })).toContainText(program)
  await expect(rowsOf(page)).toHaveCount(2)
  await expect(rowsOf(page)).toContainText(['bon.txt', 'bon.txt'])
})

test('ATT-04 the same content is stored once, and a damaged file is noticed when it is opened', async ({
  app,
}) => {
  const page = await openVisit(app)
  const area = filesOf(page).getByRole('button', { name: 'Ajouter des fichiers' })
  await dropFiles(area, [list, { ...list, name: 'copie.txt' }])
  await expect(rowsOf(page)).toHaveCount(2)
  const stored = readdirSync(join(app.dataDir, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  expect(stored).toHaveLength(1)

  writeFileSync(stored[0]!, 'autre chose')
  await filesOf(page).getByRole('button', { name: 'copie.txt', exact: true }).click()
  const preview = page.getByRole('dialog', { name: 'copie.txt' })
  await expect(preview.getByRole('alert')).toContainText(
    'Le contenu de cette pièce jointe est endommagé.',
  )
  await page.keyboard.press('Escape')
  // Attaching the good copy again mends it.
  await dropFiles(area, [{ ...list, name: 'original.txt' }])
  await expect(rowsOf(page)).toHaveCount(3)
  await filesOf(page).getByRole('button', { name: 'copie.txt', exact: true }).click()
  await expect(preview).toContainText('Plaquettes : été')
})
