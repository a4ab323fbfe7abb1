import type { Page } from '@playwright/test'
import type { FormField } from '../../core/contract/form-definition.ts'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { ConversationPage } from '../pages/conversation.ts'
import { notice } from '../pages/notice.ts'
import { addForm, offerForms } from '../pages/reports.ts'
import { addActivity, addCustomer, createWorkspace, visit } from '../pages/workspace.ts'

const minute = 60_000

const fields: readonly (Pick<FormField, 'id' | 'type'> & Partial<FormField>)[] = [
  { id: 'outcome', type: 'choice', list: 'l', label: { fr: 'Résultat' }, required: true },
  {
    ...{ id: 'amount', type: 'decimal', unit: '€', label: { fr: 'Montant' }, required: true },
    visibleIf: { '==': [{ var: 'outcome' }, 'Commande'] },
  },
  { id: 'next', type: 'date', label: { fr: 'Prochaine visite' } },
  { id: 'comment', type: 'longText', label: { fr: 'Commentaire' } },
]

/** A visit that has just ended, with one form. */
async function openVisit(
  app: App,
  organisation: { aiAssistantEnabled?: boolean } = {},
): Promise<{ page: Page; talk: ConversationPage; path: string }> {
  const path = await app.seed(async (client) => {
    await createWorkspace(client)
    await client.call('organisation.update', organisation)
    await offerForms(client, await addForm(client, 'Rapport de visite', { fields }))
    const customer = await addCustomer(client, { name: 'Norauto Rennes' })
    const startAt = Math.floor(Date.now() / minute) * minute - 60 * minute
    return `/activities?activity=${await addActivity(client, customer, startAt)}`
  })
  const page = await app.open()
  await visit(page, path)
  return { page, talk: new ConversationPage(page), path }
}

test('AIR-01 AIR-04 AIR-05 AIR-10 AIR-13 a form is filled in a conversation, reviewed and submitted', async ({
  app,
}) => {
  const { page, talk } = await openVisit(app)
  await talk.begin('Assistant : formulaire')
  await talk.expectQuestion('Résultat')
  await talk.press('Commande')
  await talk.expectQuestion('Montant')
  await talk.say('3 400 euros, prochaine visite le 15 décembre 2026', 'facultative')
  await expect(talk.log).toContainText('Prochaine visite : mardi 15 décembre 2026')
  await expect(talk.field('Montant')).toHaveValue('3400')
  await expect(talk.form).toContainText('dit : « 3 400 euros »')

  await talk.press('Continuer')
  await talk.expectQuestion('Commentaire')
  await talk.say('Bonne réunion', 'Qu’avez-vous décidé')
  await talk.say('Ils prennent 40 jeux de plaquettes', 'Voici le compte rendu à relire')
  await talk.field('Montant').fill('3500')
  await expect(talk.form).toContainText('saisi à la main')

  await talk.submit.click()
  await expect(notice(page, 'Rapport soumis')).toBeVisible()
  await expect(talk.kept).toHaveCount(0)
  await talk.reports.open('Rapport de visite')
  await expect(talk.reports.read('Commentaire')).toHaveText(
    'Bonne réunion\nIls prennent 40 jeux de plaquettes',
  )
  await talk.reports.sheet.getByText('Rempli avec l’assistant').click()
  await expect(talk.reports.sheet).toContainText('modifié à la main : Montant')
  await expect(talk.reports.sheet).toContainText('Ce qui a été dit')
})

test('AIR-05 a doubtful value waits for a yes, and two answers for a choice', async ({ app }) => {
  const { talk } = await openVisit(app)
  await talk.begin('Assistant : formulaire')
  await talk.say('Devis, je les livre le 15 décembre 2026', 'C’est bien cela')
  await expect(talk.form).toContainText('À confirmer')
  await talk.form.getByRole('button', { name: 'Confirmer « Prochaine visite »' }).click()
  await expect(talk.form).toContainText('confirmé')
  await talk.say('prochaine visite plutôt le 20 décembre 2026', 'Laquelle garder')
  await talk.press('dimanche 20 décembre 2026')
  await expect(talk.form).not.toContainText('laquelle garder')
  await talk.sheet.getByRole('button', { name: 'Annuler la dernière réponse' }).click()
  await expect(talk.form).toContainText('laquelle garder')
})

test('AIR-10 in the review what is missing is shown, and nothing is submitted without it', async ({
  app,
}) => {
  const { talk } = await openVisit(app)
  await talk.begin('Assistant : formulaire')
  await talk.sheet.getByRole('button', { name: 'Relire' }).click()
  await expect(talk.form).toContainText('Ce champ est obligatoire.')
  await talk.submit.click()
  await expect(talk.sheet).toBeVisible()
  await talk.form.getByRole('radio', { name: 'Devis' }).check()
  await talk.submit.click()
  await expect(talk.sheet).toBeHidden()
  await expect(talk.reports.report('Rapport de visite')).toBeVisible()
})

test('AIR-01 AIR-11 a conversation outlives the window and goes on', async ({ app }) => {
  const { talk: before, path } = await openVisit(app)
  await before.begin('Assistant : formulaire')
  await before.say('Commande', 'Montant')

  const page = await app.relaunch()
  const talk = new ConversationPage(page)
  await visit(page, path)
  await expect(talk.kept.getByRole('listitem')).toContainText('Conversation en cours')
  await expect(
    talk.reports.section.getByRole('button', { name: 'Façon de remplir : Assistant : formulaire' }),
  ).toBeVisible()
  await talk.kept.getByRole('button', { name: /^Reprendre/ }).click()
  await talk.expectQuestion('Montant')
  await page.keyboard.press('Escape')
  await expect(notice(page, 'La conversation est gardée')).toBeVisible()
  await talk.kept.getByRole('button', { name: /^Jeter/ }).click()
  await page.getByRole('button', { name: 'Jeter', exact: true }).click()
  await expect(talk.kept).toHaveCount(0)
})

test('AIR-02 AIR-07 what is told freely becomes a report with its sections, and tasks', async ({
  app,
}) => {
  const { page, talk } = await openVisit(app)
  await talk.begin('Assistant : libre')
  await talk.expectQuestion('dans quel contexte')
  await talk.say('Visite du magasin avec le chef d’atelier', 'De quoi avez-vous parlé')
  await talk.say('Le rayon freinage est à moitié vide', 'problèmes')
  await talk.say('Les livraisons arrivent en retard', 'Qu’avez-vous décidé')
  await talk.say(
    'On passe à deux livraisons par semaine. Je rappelle le dépôt le 30 décembre 2026',
    'prochaine étape',
  )
  await talk.say('Faire le point, le 15 janvier 2027', 'Voici le compte rendu à relire')

  await expect(talk.field('Problèmes')).toHaveValue('Les livraisons arrivent en retard')
  await talk.sheet.getByRole('checkbox', { name: /Je rappelle le dépôt/ }).check()
  await talk.submit.click()
  await expect(notice(page, 'Rapport soumis')).toBeVisible()
  await talk.reports.open('Compte rendu libre')
  await expect(talk.reports.read('Décisions')).toHaveText('On passe à deux livraisons par semaine.')
  await expect(talk.reports.read('Date de la prochaine étape')).toContainText('2027')
  await page.keyboard.press('Escape')
  await expect(page.locator('#activity-details')).toContainText(
    'Je rappelle le dépôt le 30 décembre 2026',
  )
})

test('AIR-07 what was told can go into a form of the type', async ({ app }) => {
  const { talk } = await openVisit(app)
  await talk.begin('Assistant : libre')
  await talk.say(
    'Ils passent une commande de 3 400 euros, prochaine visite le 15 décembre 2026',
    'De quoi avez-vous parlé',
  )
  await talk.say('stop', 'Voici le compte rendu à relire')
  await talk.sheet.getByRole('button', { name: 'Utiliser « Rapport de visite »' }).click()
  await talk.expectQuestion('Montant')
  await talk.press('Oui')
  await expect(talk.field('Montant')).toHaveValue('3400')
  await talk.expectQuestion('Commentaire')
  await talk.press('Oui')
  await talk.expectQuestion('Voici le compte rendu à relire')
  await talk.submit.click()
  await expect(talk.reports.report('Rapport de visite')).toBeVisible()
})

test('AIR-03 where the organisation does without the assistant, there is the form', async ({
  app,
}) => {
  const { page, talk } = await openVisit(app, { aiAssistantEnabled: false })
  await expect(talk.reports.section.getByRole('button', { name: 'Façon de remplir' })).toHaveCount(
    0,
  )
  await talk.reports.add.click()
  await expect(page.getByRole('dialog', { name: 'Rapport de visite' })).toBeVisible()
})
