import type { Download, Page } from '@playwright/test'
import readXlsxFile from 'read-excel-file/node'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { notice } from '../pages/notice.ts'
import { addForm, addReport, offerForms, Reports } from '../pages/reports.ts'
import {
  addActivity,
  addCustomer,
  type AppClient,
  createWorkspace,
  me,
  visit,
} from '../pages/workspace.ts'

const minute = 60_000

/** A visit whose end was so long ago. @returns the address of its details */
function seedVisit(
  app: App,
  forms: (client: AppClient) => Promise<string[]>,
  { endedAgoMin = 60, ...other }: { endedAgoMin?: number; limitMin?: number } = {},
): Promise<string> {
  return app.seed(async (client) => {
    await createWorkspace(client)
    await offerForms(client, ...(await forms(client)))
    if (other.limitMin !== undefined)
      await client.call('organisation.update', { reportLimitMin: other.limitMin })
    const customer = await addCustomer(client, { name: 'Norauto Rennes' })
    const startAt = Math.floor(Date.now() / minute) * minute - (endedAgoMin + 30) * minute
    const activity = await addActivity(client, customer, startAt)
    return `/activities?activity=${activity}`
  })
}
const oneForm = async (client: AppClient): Promise<string[]> => [
  await addForm(client, 'Rapport de visite'),
]

/** The same visit, open in the app. */
async function openVisit(
  app: App,
  forms: Parameters<typeof seedVisit>[1],
  other: Parameters<typeof seedVisit>[2] = {},
): Promise<{ page: Page; reports: Reports; path: string }> {
  const path = await seedVisit(app, forms, other)
  const page = await app.open()
  await visit(page, path)
  return { page, reports: new Reports(page), path }
}

/** Nothing that was typed is on its way to the disk. */
async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByRole('contentinfo').getByRole('status')).toHaveAttribute(
    'aria-busy',
    'false',
  )
}

test('REP-03 REP-04 REP-12 FRM-04 the one form opens at once, says what is missing, and is submitted once', async ({
  app,
}) => {
  const { page, reports } = await openVisit(app, oneForm)
  await expect(reports.section).toContainText('Aucun rapport pour l’instant.')
  await reports.add.click()
  await expect(reports.sheet).toHaveAccessibleName('Rapport de visite')
  await expect(reports.answer('Compte rendu')).toBeFocused()

  await reports.submit.click()
  await expect(
    reports.sheet.getByRole('button', { name: 'Compte rendu : Ce champ est obligatoire.' }),
  ).toBeVisible()
  await expect(reports.answer('Compte rendu')).toBeFocused()
  await reports.answer('Compte rendu').fill('Plaquettes à livrer')
  await reports.sheet.getByRole('radio', { name: 'Devis' }).check()
  await reports.submit.dblclick()

  await expect(reports.sheet).toBeHidden()
  await expect(notice(page, 'Rapport soumis')).toBeVisible()
  await expect(reports.list.getByRole('listitem')).toHaveCount(1)
  await expect(reports.report('Rapport de visite')).toContainText(`Version 1`)
  await expect(reports.report('Rapport de visite')).toContainText(me)
  await expect(reports.drafts).toHaveCount(0)
  await expect(page.locator('#activity-details')).toContainText('Terminée')

  await reports.open('Rapport de visite')
  await expect(reports.read('Compte rendu')).toHaveText('Plaquettes à livrer')
  await expect(reports.read('Résultat')).toHaveText('Devis')
})

test('REP-03 REP-04 of several forms one is chosen; one that is filled once proposes the report that there is', async ({
  app,
}) => {
  const { page, reports } = await openVisit(app, async (client) => [
    await addForm(client, 'Rapport de visite'),
    await addForm(client, 'Audit annuel', { once: true }),
  ])
  const choose = async (name: string | RegExp): Promise<void> => {
    await reports.add.click()
    await page.getByRole('menuitem', { name }).click()
  }
  for (const text of ['Première', 'Seconde']) {
    await choose('Rapport de visite')
    await reports.answer('Compte rendu').fill(text)
    await page.keyboard.press('Control+Enter')
    await expect(reports.sheet).toBeHidden()
  }
  await choose('Audit annuel')
  await reports.answer('Compte rendu').fill('Une fois')
  await reports.submit.click()
  await expect(reports.list.getByRole('listitem')).toHaveCount(3)

  await choose(/Audit annuel.*Déjà rempli/)
  await expect(reports.read('Compte rendu')).toHaveText('Une fois')
  await expect(reports.list.getByRole('listitem')).toHaveCount(3)
})

test('REP-08 ACT-20 a draft outlives the window, is found again, thrown away and brought back', async ({
  app,
}) => {
  const path = await seedVisit(app, oneForm)
  let page = await app.open()
  await visit(page, path)
  let reports = new Reports(page)
  await reports.add.click()
  await reports.answer('Compte rendu').pressSequentially('À finir ce soir')
  await expectSaved(page)

  page = await app.relaunch()
  await page.getByRole('button', { name: '1 brouillon à reprendre' }).click()
  await page.getByRole('link', { name: /^Rapport Norauto Rennes/ }).click()
  reports = new Reports(page)
  await expect(reports.answer('Compte rendu')).toHaveValue('À finir ce soir')
  await page.keyboard.press('Escape')
  await expect(reports.drafts.getByRole('listitem')).toContainText('Brouillon du')
  await reports.drafts.getByRole('button', { name: /^Jeter le brouillon/ }).click()
  await expect(reports.drafts).toHaveCount(0)
  await notice(page, 'Le brouillon est jeté').getByRole('button', { name: 'Annuler' }).click()
  await reports.drafts.getByRole('button', { name: /^Continuer le brouillon/ }).click()
  await expect(reports.answer('Compte rendu')).toHaveValue('À finir ce soir')
  await reports.submit.click()
  await expect(reports.report('Rapport de visite')).toBeVisible()
  await expect(reports.drafts).toHaveCount(0)
})

test('REP-08 a draft that is taken up can be begun afresh', async ({ app }) => {
  const { page, reports } = await openVisit(app, oneForm)
  await reports.add.click()
  await reports.answer('Compte rendu').fill('À jeter')
  await page.keyboard.press('Escape')
  await reports.drafts.getByRole('button', { name: /^Continuer le brouillon/ }).click()
  await expect(reports.answer('Compte rendu')).toHaveValue('À jeter')
  await reports.sheet.getByRole('button', { name: 'Repartir de zéro' }).click()
  await expect(reports.answer('Compte rendu')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(reports.sheet).toBeHidden()
  await expect(reports.add).toBeVisible()
  await expect(reports.drafts).toHaveCount(0)
})

test('REP-05 REP-06 REP-08 after the deadline the button is off and says why, until somebody reopens with a reason', async ({
  app,
}) => {
  const { page, reports } = await openVisit(app, oneForm, { endedAgoMin: 61, limitMin: 60 })
  await expect(reports.add).toBeDisabled()
  await expect(reports.section).toContainText(
    /Le délai de 1\sh pour soumettre un rapport est dépassé depuis le .+ \d\d:\d\d\./,
  )
  await reports.section.getByRole('button', { name: 'Rouvrir' }).click()
  const question = page.getByRole('dialog', { name: 'Rouvrir' })
  await question.getByRole('button', { name: 'Rouvrir' }).click()
  await expect(question).toContainText('Donnez un motif.')
  await question.getByRole('textbox', { name: 'Motif' }).fill('Retour de tournée')
  await question.getByRole('button', { name: 'Rouvrir' }).click()
  await expect(reports.add).toBeEnabled()
  await expect(reports.section).toContainText('Retour de tournée')
})

test('REP-08 a report that is refused says why and stays as it was typed', async ({ app }) => {
  const { page, reports, path } = await openVisit(app, oneForm)
  await reports.add.click()
  await reports.answer('Compte rendu').fill('Malgré tout')

  const second = await page.context().newPage()
  await second.goto(`${new URL(page.url()).origin}/#${path}`)
  const details = second.locator('#activity-details')
  await details.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
  await expect(notice(second, 'Activité supprimée')).toBeVisible()

  await reports.submit.click()
  const refusal = reports.sheet.getByRole('alert')
  await expect(refusal).toContainText('L’activité est supprimée')
  await expect(refusal).toContainText('Votre saisie est conservée comme brouillon')
  await expect(reports.answer('Compte rendu')).toHaveValue('Malgré tout')
  await page.keyboard.press('Escape')
  await expect(reports.drafts.getByRole('listitem')).toHaveCount(1)
})

test('REP-02 REP-06 little time left is told; a visit to come, and one without a time, say what is missing', async ({
  app,
}) => {
  const path = await seedVisit(app, oneForm, { endedAgoMin: 50, limitMin: 60 })
  const others = await app.seed(async (client) => {
    const customer = await addCustomer(client, { name: 'Midas Nantes' })
    return {
      later: await addActivity(client, customer, Date.now() + 3 * 3_600_000),
      undated: await addActivity(client, customer, null),
    }
  })
  const page = await app.open()
  await visit(page, path)
  const reports = new Reports(page)
  await expect(reports.section).toContainText(/Il reste (10|9)\smin/)
  await visit(page, `/activities?activity=${others.later}`)
  await expect(reports.section).toContainText(/Disponible à partir du .+ \d\d:\d\d\./)
  await expect(reports.add).toBeDisabled()
  await visit(page, `/activities?activity=${others.undated}`)
  await expect(reports.section).toContainText(
    'Renseignez l’heure de début pour ajouter un rapport.',
  )
})

test('REP-10 a report is amended within ten minutes, corrected with a reason after them, and taken back', async ({
  app,
}) => {
  const { page, reports } = await openVisit(app, oneForm)
  await reports.submitOne('Premier')
  const row = reports.report('Rapport de visite')
  await row.getByRole('button', { name: 'Modifier' }).click()
  await reports.answer('Compte rendu').fill('Modifié')
  await reports.sheet.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(notice(page, 'Rapport modifié')).toBeVisible()
  await expect(row).not.toContainText('révision')

  await page.clock.install({ time: Date.now() + 11 * minute })
  await page.reload()
  await expect(row).toBeVisible()
  await expect(row.getByRole('button', { name: 'Modifier' })).toHaveCount(0)
  await reports.open('Rapport de visite')
  await expect(reports.read('Compte rendu')).toHaveText('Modifié')
  await reports.sheet.getByRole('button', { name: 'Corriger' }).click()
  await reports.answer('Compte rendu').fill('Corrigé')
  const send = reports.sheet.getByRole('button', { name: 'Soumettre la correction' })
  await send.click()
  await expect(reports.sheet).toContainText('Donnez le motif de la correction.')
  await reports.answer('Motif de la correction').fill('Erreur de magasin')
  await send.click()
  await expect(row).toContainText('révision 2')

  await reports.open('Rapport de visite')
  await expect(reports.read('Compte rendu')).toHaveText('Corrigé')
  await expect(reports.sheet).toContainText('Motif : Erreur de magasin')
  await reports.sheet.getByRole('combobox', { name: 'Révision' }).click()
  await page.getByRole('option', { name: /^Révision 1/ }).click()
  await expect(reports.read('Compte rendu')).toHaveText('Modifié')

  await reports.sheet.getByRole('button', { name: 'Retirer' }).click()
  const question = page.getByRole('dialog', { name: 'Retirer' })
  await question.getByRole('textbox', { name: 'Motif (facultatif)' }).fill('Mauvais client')
  await question.getByRole('button', { name: 'Retirer' }).click()
  await expect(row).toContainText('retiré')
  await expect(row).toContainText('Mauvais client')
  await reports.sheet.getByRole('button', { name: 'Rétablir' }).click()
  await expect(row).not.toContainText('retiré')
})

test('REP-10 a report is deleted, and brought back by the notice or by Ctrl+Z', async ({ app }) => {
  const { page, reports } = await openVisit(app, oneForm)
  await reports.submitOne('Plaquettes à livrer')
  const remove = async (): Promise<void> => {
    await reports.open('Rapport de visite')
    await reports.sheet.getByRole('button', { name: 'Supprimer' }).click()
    const question = page.getByRole('dialog', { name: 'Supprimer' })
    await expect(question).toContainText('Le rapport disparaît de l’activité pour toute l’équipe.')
    await question.getByRole('textbox', { name: 'Motif (facultatif)' }).fill('Doublon')
    await question.getByRole('button', { name: 'Supprimer' }).click()
    await expect(reports.sheet).toBeHidden()
    await expect(reports.section).toContainText('Aucun rapport pour l’instant.')
  }
  await remove()
  await notice(page, 'Rapport supprimé').getByRole('button', { name: 'Annuler' }).click()
  await expect(reports.report('Rapport de visite')).toBeVisible()
  await remove()
  await page.keyboard.press('Control+z')
  await expect(reports.report('Rapport de visite')).toBeVisible()
  await reports.open('Rapport de visite')
  await expect(reports.read('Compte rendu')).toHaveText('Plaquettes à livrer')
})

test('FRM-05 a draft of a former version can move to the current one, and says first what it loses', async ({
  app,
}) => {
  let formId = ''
  const path = await seedVisit(app, async (client) => {
    formId = await addForm(client, 'Rapport de visite')
    return [formId]
  })
  let page = await app.open()
  await visit(page, path)
  let reports = new Reports(page)
  await reports.add.click()
  await reports.answer('Compte rendu').fill('Reste')
  await reports.sheet.getByRole('radio', { name: 'Devis' }).check()
  await expectSaved(page)
  await app.close()
  await app.seed(async ({ call }) => {
    await call('forms.edit', {
      id: formId,
      edits: [{ kind: 'setRemoved', part: 'field', id: 'outcome', removed: true }],
    })
    await call('forms.publish', { id: formId })
  })

  page = await app.open()
  reports = new Reports(page)
  await visit(page, path)
  await reports.drafts.getByRole('button', { name: /^Continuer le brouillon/ }).click()
  await reports.sheet.getByRole('button', { name: 'Passer à la version 2…' }).click()
  await expect(reports.sheet.getByRole('note').getByRole('listitem')).toHaveText(['Résultat'])
  await reports.sheet.getByRole('button', { name: 'Passer à la version 2', exact: true }).click()
  await expect(reports.sheet.getByRole('radio', { name: 'Devis' })).toHaveCount(0)
  await expect(reports.answer('Compte rendu')).toHaveValue('Reste')
  await reports.submit.click()
  await expect(reports.report('Rapport de visite')).toContainText('Version 2')
})

test('REP-13 the reports of the activities that are listed are exported as a workbook', async ({
  app,
}) => {
  const { page, reports } = await openVisit(app, oneForm)
  await reports.submitOne('Plaquettes à livrer')

  await page.getByRole('button', { name: 'Exporter les rapports…' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Exporter', exact: true }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('Rapports.xlsx')
  const [sheet] = await readXlsxFile(await file.path())
  expect(sheet?.sheet).toBe('Rapport de visite')
  expect(sheet?.data[1]).toContain('Plaquettes à livrer')
  await expect(notice(page, '1 rapport exporté')).toBeVisible()
})

test('REP-13 of several forms each is a sheet or a CSV file, with one column a key whatever the version', async ({
  app,
}) => {
  await app.seed(async (client) => {
    await createWorkspace(client)
    const visitForm = await addForm(client, 'Rapport de visite')
    const auditForm = await addForm(client, 'Audit annuel')
    await offerForms(client, visitForm, auditForm)
    const customer = await addCustomer(client, { name: 'Norauto Rennes' })
    const activity = await addActivity(client, customer, Date.now() - 90 * minute)
    await addReport(client, activity, visitForm, { summary: 'Premier passage' })
    await addReport(client, activity, auditForm, { summary: 'Audit complet' })
    await client.call('forms.edit', {
      id: visitForm,
      edits: [{ kind: 'field', id: 'summary', patch: { label: { fr: 'Résumé' } } }],
    })
    await client.call('forms.publish', { id: visitForm })
    await addReport(client, activity, visitForm, { summary: 'Second passage' })
  })
  const page = await app.open()
  await visit(page, '/activities')
  const exportAs = async (format: string): Promise<Download[]> => {
    const files: Download[] = []
    const keep = (file: Download): unknown => files.push(file)
    page.on('download', keep)
    await page.getByRole('button', { name: 'Exporter les rapports…' }).click()
    await page.getByRole('radio', { name: format }).click()
    await page.getByRole('button', { name: 'Exporter', exact: true }).click()
    await expect(notice(page, '3 rapports exportés').last()).toBeVisible()
    page.off('download', keep)
    return files
  }
  const [workbook] = await exportAs('Excel')
  const sheets = await readXlsxFile((await workbook?.path()) ?? '')
  expect(sheets.map(({ sheet }) => sheet).toSorted()).toEqual(['Audit annuel', 'Rapport de visite'])
  const visits = sheets.find(({ sheet }) => sheet === 'Rapport de visite')?.data ?? []
  expect(visits).toHaveLength(3)
  const column = visits[0]?.indexOf('Résumé') ?? -1
  expect(visits.slice(1).map((row) => row[column])).toEqual(
    expect.arrayContaining(['Premier passage', 'Second passage']),
  )

  const tables = await exportAs('CSV')
  expect(tables.map((file) => file.suggestedFilename()).toSorted()).toEqual([
    ...['Rapports – Audit annuel.csv', 'Rapports – Rapport de visite.csv'],
  ])
})

test('REP-13 on paper a report stands alone, with its customer, activity and version', async ({
  app,
}) => {
  const { page, reports } = await openVisit(app, oneForm)
  await reports.submitOne('Plaquettes à livrer')
  await reports.open('Rapport de visite')
  const pdf = reports.sheet.getByRole('button', { name: 'Enregistrer en PDF' })
  await expect(pdf).toBeEnabled()
  const printed = page.evaluate(
    () => new Promise((resolve) => window.addEventListener('beforeprint', resolve, { once: true })),
  )
  await pdf.click()
  await printed

  await page.emulateMedia({ media: 'print' })
  const paper = page.locator('body > .printed')
  await expect(paper).toBeVisible()
  await expect(reports.sheet).toBeHidden()
  for (const text of ['Pièces Ouest', 'Norauto Rennes', 'Version 1', me, 'Plaquettes à livrer'])
    await expect(paper).toContainText(text)
  await page.emulateMedia({ media: 'screen' })
  await expect(paper).toBeHidden()
})
