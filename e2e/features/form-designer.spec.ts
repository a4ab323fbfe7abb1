import { expect, test } from '../fixtures.ts'
import { FormDesigner } from '../pages/form-designer.ts'
import { KeyboardHand } from '../pages/hand.ts'
import { notice } from '../pages/notice.ts'
import { addSampleForm } from '../pages/sample-form.ts'
import { createWorkspace, visit } from '../pages/workspace.ts'

/** Every type as the palette names it (FRM-02). */
const types = [
  ...['Texte court', 'Texte long', 'Texte enrichi', 'Choix unique', 'Choix multiple'],
  ...['Oui ou non', 'Note de 1 à 5', 'Nombre entier', 'Nombre décimal', 'Date', 'Heure'],
  ...['Date et heure', 'Collègue', 'Contact du client', 'Pièce ou produit', 'Fichier'],
  ...['Signature', 'Copie par e-mail', 'Intertitre'],
]

test('FRM-01 FRM-02 FRM-05 FRM-06 a form of all types is designed, published, changed and published again with the mouse', async ({
  app,
}) => {
  test.slow()
  await app.seed((client) => createWorkspace(client))
  const page = await app.open()
  await visit(page, '/settings/forms')
  await expect(page.getByRole('heading', { name: 'Aucun formulaire' })).toBeVisible()
  await page.getByRole('button', { name: 'Créer un formulaire' }).click()
  await page.getByRole('textbox', { name: 'Titre en français' }).fill('Rapport de visite')
  await page.getByRole('button', { name: 'Créer', exact: true }).click()

  const designer = new FormDesigner(page)
  await expect(designer.canvas).toContainText('Rapport de visite')
  await expect(page.getByText('1 point à corriger avant de publier')).toBeVisible()
  for (const [index, type] of types.entries()) {
    await designer.type(type).click()
    await expect(designer.fields).toHaveCount(index + 1)
    await expect(designer.label).toHaveValue(type)
    await expect(designer.label).toBeFocused()
  }

  await designer.field('Choix unique').click()
  await designer.label.fill('Résultat')
  await designer.label.press('Enter')
  await expect(designer.property('Nom technique')).toHaveValue('resultat')
  await designer.label.fill('Résultat de la visite')
  await designer.label.press('Enter')
  await expect(designer.field('Résultat de la visite')).toBeVisible()
  await expect(designer.property('Nom technique')).toHaveValue('resultat')

  await designer.field('Nombre décimal').click()
  await designer.property('Minimum').fill('1')
  await designer.property('Maximum').fill('1 000,5')
  await designer.property('Unité').fill('EUR')
  await designer.property('Unité').press('Enter')
  await designer.properties.getByRole('button', { name: 'Ajouter une condition' }).click()
  await designer.choose('Condition 1 : question', 'Résultat de la visite')
  await designer.properties
    .getByRole('radiogroup', { name: 'Condition 1 : valeur' })
    .getByRole('radio', { name: 'Option 2' })
    .click()
  await expect(designer.field('Nombre décimal')).toContainText('Affiché sous condition')

  await designer.fields.nth(9).dragTo(designer.fields.nth(0), { targetPosition: { x: 100, y: 2 } })
  await expect(designer.fields.nth(0)).toContainText('Date')

  await designer.publish.click()
  await expect(designer.publishSheet).toContainText('C’est la première version, avec 19 champs.')
  await designer.publishSheet.getByRole('button', { name: 'Publier la version 1' }).click()
  await expect(page.getByText('Version 1', { exact: true })).toBeVisible()
  await expect(designer.publish).toBeDisabled()

  await designer.field('Résultat de la visite').click()
  await designer.properties.getByRole('switch', { name: 'Obligatoire' }).click()
  await designer.field('Heure').hover()
  await designer.canvas.getByRole('button', { name: 'Retirer « Heure »' }).click()
  await expect(designer.fields).toHaveCount(18)
  await designer.publish.click()
  const changes = designer.publishSheet.getByRole('listitem')
  await expect(changes.filter({ hasText: 'Résultat de la visite' })).toContainText(
    'devient obligatoire',
  )
  await expect(changes.filter({ hasText: 'Heure' })).toContainText('champ retiré')
  await designer.publishSheet.getByRole('button', { name: 'Publier la version 2' }).click()
  await designer.tab('Versions').click()
  await expect(
    page.getByRole('main').getByRole('listitem').filter({ hasText: 'Version 2' }),
  ).toContainText('Actuelle')
  await page.getByRole('button', { name: 'Voir la version 1' }).click()
  await expect(page.getByRole('dialog', { name: 'Version 1' })).toContainText('heure')
})

test('FRM-01 FRM-03 GEN-07 a form is designed, put in order and published by the keyboard alone', async ({
  app,
}) => {
  test.slow()
  await app.seed((client) => createWorkspace(client))
  const page = await app.open()
  await visit(page, '/settings/forms')
  const hand = new KeyboardHand(page)
  await hand.press(page.getByRole('button', { name: 'Créer un formulaire' }))
  await expect(page.getByRole('textbox', { name: 'Titre en français' })).toBeFocused()
  await page.keyboard.type('Audit')
  await page.keyboard.press('Enter')

  const designer = new FormDesigner(page)
  await designer.add(hand, 'Oui ou non', 'Stock vérifié')
  await designer.add(hand, 'Nombre entier', 'Nombre de ponts')
  await designer.add(hand, 'Texte long', 'Remarques')

  await hand.toPane(designer.canvas)
  await expect(designer.field('Remarques')).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(designer.fields.nth(1)).toContainText('Remarques')
  await expect(designer.field('Remarques')).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(designer.fields.nth(0)).toContainText('Remarques')
  await expect(page.getByText('« Remarques » est à la place 1 sur 3')).toBeAttached()
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(designer.fields.nth(2)).toContainText('Remarques')

  await page.keyboard.press('Enter')
  await expect(designer.label).toBeFocused()
  await hand.press(designer.properties.getByRole('button', { name: 'Ajouter une condition' }))
  const question = designer.properties.getByRole('combobox', { name: 'Condition 1 : question' })
  await expect(question).toBeFocused()
  await hand.pick(question, 'Stock vérifié')
  await hand.choose(designer.properties.getByRole('radio', { name: 'Non' }).first())
  await expect(designer.field('Remarques')).toContainText('Affiché sous condition')

  await designer.remove(hand, 'Nombre de ponts')
  await expect(designer.field('Stock vérifié')).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(designer.fields).toHaveCount(3)

  await designer.openPublishing(hand)
  await designer.confirmPublishing(hand, 1)
  await designer.select(hand, 'Nombre de ponts')
  await hand.type(designer.property('Maximum'), '40')
  await page.keyboard.press('Enter')
  await designer.openPublishing(hand)
  await expect(designer.publishSheet.getByRole('listitem')).toContainText('limites plus strictes')
  await designer.confirmPublishing(hand, 2)
})

test('FRM-03 FRM-04 the draft is tried out: hidden questions, French numbers, sentences, first fault', async ({
  app,
}) => {
  const formId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addSampleForm(client)
  })
  const page = await app.open()
  await visit(page, `/settings/forms/${formId}/try`)
  const amount = page.getByRole('textbox', { name: 'Montant' })
  await expect(amount).toHaveCount(0)
  await page.getByRole('button', { name: 'Vérifier les réponses' }).click()
  const problems = page.getByRole('alert').filter({ hasText: 'réponses à corriger' })
  await expect(problems.getByRole('button')).toHaveText([
    'Interlocuteur : Ce champ est obligatoire.',
    'Résultat : Ce champ est obligatoire.',
  ])
  const person = page.getByRole('textbox', { name: 'Interlocuteur' })
  await expect(person).toBeFocused()
  await person.fill('Paul Martin')
  await page.getByRole('radio', { name: 'Commande' }).check()
  await expect(problems).toHaveCount(0)

  await amount.fill('1 234,5')
  const lifts = page.getByRole('textbox', { name: 'Nombre de ponts' })
  await lifts.fill('50')
  await lifts.press('Tab')
  await expect(page.getByText('Saisissez un nombre entre 0 et 40.', { exact: true })).toBeVisible()
  await lifts.fill('4')
  await page.getByRole('radio', { name: '4 sur 5' }).check({ force: true })
  const signature = page.getByRole('group', { name: 'Signature du client' })
  await signature.getByRole('textbox').fill('Paul Martin')
  await signature.getByRole('textbox').press('Enter')
  await expect(signature.getByRole('status')).toContainText('Signé')
  await signature.getByRole('button', { name: 'Effacer' }).click()
  await expect(signature.getByRole('status')).toContainText('Signez dans le cadre')
  const sheet = await signature.getByRole('img').boundingBox()
  if (!sheet) throw new Error('there is no sheet to sign on')
  await page.mouse.move(sheet.x + 40, sheet.y + 60)
  await page.mouse.down()
  await page.mouse.move(sheet.x + 180, sheet.y + 90, { steps: 5 })
  await page.mouse.up()
  await expect(signature.getByRole('status')).toContainText('Signé')
  await page.getByRole('button', { name: 'Vérifier les réponses' }).click()
  const result = page.getByRole('status', { name: 'Ces réponses pourraient être soumises' })
  await expect(result).toContainText('1234.5')
  await expect(result).toContainText('Signature.png')

  await page.getByRole('radio', { name: 'Sans suite' }).check()
  await expect(amount).toHaveCount(0)
  await page.getByRole('button', { name: 'Vérifier les réponses' }).click()
  await expect(result).not.toContainText('1234.5')
})

test('FRM-01 FRM-08 FRM-09 forms are linked to a type in order, archived, and kept apart from those that are deleted', async ({
  app,
}) => {
  await app.seed(async (client) => {
    await createWorkspace(client)
    await addSampleForm(client)
    await client.call('forms.create', { title: { fr: 'Audit' } })
  })
  const page = await app.open()
  await visit(page, '/settings/types')
  await page
    .getByRole('button', { name: /^Visite/ })
    .first()
    .click()
  const linked = page.getByRole('region', { name: 'Formulaires liés' })
  await linked.getByRole('combobox', { name: 'Ajouter un formulaire' }).click()
  await page.getByRole('option', { name: 'Audit' }).click()
  await linked.getByRole('button', { name: 'Lier', exact: true }).click()
  await expect(linked.getByRole('listitem')).toHaveText([/Rapport de visite/, /Audit/])
  await linked.getByRole('button', { name: 'Monter « Audit »' }).click()
  await expect(linked.getByRole('listitem')).toHaveText([/Audit/, /Rapport de visite/])
  await page.getByRole('switch', { name: 'Délai propre pour les rapports' }).click()
  await expect(page.getByRole('textbox', { name: 'Délai pour les rapports' })).toHaveValue('1440')

  await visit(page, '/settings/forms')
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows.filter({ hasText: 'Audit' })).toContainText('proposé par : Visite')
  await page.getByRole('button', { name: 'Actions pour « Audit »' }).click()
  await page.getByRole('menuitem', { name: 'Archiver' }).click()
  await expect(rows.filter({ hasText: 'Audit' })).toContainText('Archivé')
  await notice(page, '« Audit » est archivé').getByRole('button', { name: 'Annuler' }).click()
  await expect(rows.filter({ hasText: 'Audit' })).toContainText('Brouillon')
  await page.getByRole('button', { name: 'Actions pour « Audit »' }).click()
  await page.getByRole('menuitem', { name: 'Supprimer' }).click()
  await expect(rows.filter({ hasText: 'Audit' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Actions pour « Rapport de visite »' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Exporter en JSON' }).click()
  const path = await (await download).path()
  const dialog = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Importer…' }).click()
  await (await dialog).setFiles(path)
  await expect(new FormDesigner(page).fields).toHaveCount(19)
})
