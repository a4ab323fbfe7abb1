import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { FormDesigner } from '../pages/form-designer.ts'
import { type Hand, KeyboardHand, MouseHand } from '../pages/hand.ts'
import { Reports } from '../pages/reports.ts'
import { Timeline } from '../pages/timeline.ts'
import { answerField, expectAnswer, type VisitField, visitForm } from '../pages/visit-form.ts'
import { addCustomer, createWorkspace } from '../pages/workspace.ts'

// Hundreds of keys: a picture of the page for each would take longer than they do.
test.use({ trace: { mode: 'retain-on-failure', snapshots: false } })

const typeName = 'Tournée atelier'
const formTitle = 'Rapport d’atelier'

const pageKeys = { Clients: 'o c', Activités: 'o a', Paramètres: 'o s' } as const

/** The second version: a field is called otherwise, one is gone, and one is new. */
const secondVisit: readonly VisitField[] = [
  {
    ...{ type: 'Texte long', label: 'Résumé de la visite', answering: 'text' },
    ...{ given: ['Rayon regarni.'], reads: 'Rayon regarni.' },
  },
  {
    ...{ type: 'Choix unique', label: 'Résultat', answering: 'choice' },
    ...{ given: ['Option 2'], reads: 'Option 2' },
  },
  {
    ...{ type: 'Texte court', label: 'Concurrent présent', answering: 'text' },
    ...{ given: ['Oscaro'], reads: 'Oscaro' },
  },
]

/** Where a person is led to, and by what. */
class Journey {
  readonly designer: FormDesigner
  readonly reports: Reports
  readonly page: Page
  readonly hand: Hand

  constructor(page: Page, hand: Hand) {
    this.page = page
    this.hand = hand
    this.designer = new FormDesigner(page)
    this.reports = new Reports(page)
  }

  /** By the rail, or the keys that do the same. */
  async goTo(place: keyof typeof pageKeys): Promise<void> {
    const rail = this.page.getByRole('navigation', { name: 'Navigation principale' })
    const link = rail.getByRole('link', { name: place })
    if (this.hand.kind === 'mouse') await link.click()
    else await this.hand.follow(pageKeys[place])
    await expect(link).toHaveAttribute('aria-current', 'page')
  }

  async goToSettings(section: string): Promise<void> {
    await this.goTo('Paramètres')
    const sections = this.page.getByRole('navigation', { name: 'Paramètres' })
    await this.hand.press(sections.getByRole('link', { name: section }))
  }

  async goToForm(): Promise<void> {
    await this.goToSettings('Formulaires')
    const main = this.page.getByRole('main')
    await this.hand.press(main.getByRole('link', { name: new RegExp(formTitle) }))
    await expect(this.designer.canvas).toBeVisible()
  }

  /** The one activity of the one customer. */
  async goToActivity(): Promise<void> {
    await this.goTo('Activités')
    const timeline = new Timeline(this.page)
    if (this.hand.kind === 'mouse') await timeline.row(typeName).click()
    else {
      await this.hand.tabTo(timeline.grid)
      await this.page.keyboard.press('Home')
      await this.page.keyboard.press('Enter')
    }
    await expect(this.reports.section).toBeVisible()
  }

  async createType(): Promise<void> {
    const { page, hand } = this
    await this.goToSettings('Types d’activités')
    await hand.press(page.getByRole('button', { name: 'Ajouter un type' }))
    const sheet = page.getByRole('dialog', { name: 'Ajouter un type' })
    await hand.type(sheet.getByRole('textbox', { name: 'Nom du type' }), typeName)
    await hand.press(sheet.getByRole('button', { name: 'Enregistrer' }))
    await expect(sheet).toBeHidden()
  }

  async designForm(): Promise<void> {
    const { page, hand, designer } = this
    await this.goToSettings('Formulaires')
    await hand.press(page.getByRole('button', { name: 'Créer un formulaire' }))
    await hand.type(page.getByRole('textbox', { name: 'Titre en français' }), formTitle)
    await hand.press(page.getByRole('button', { name: 'Créer', exact: true }))
    await expect(designer.canvas).toContainText(formTitle)

    for (const { type, label } of visitForm) await designer.add(hand, type, label)
    await designer.moveLastUp(hand, visitForm.at(-1)?.label ?? '')
    await designer.select(hand, 'Compte rendu')
    await hand.press(designer.properties.getByRole('switch', { name: 'Obligatoire' }))
    await expect(designer.field('Compte rendu').getByRole('img')).not.toHaveCount(0)
    await designer.select(hand, 'Résultat')
    await designer.renameOption(hand, 'Option 1', 'Commande')
  }

  async linkForm(): Promise<void> {
    const { page, hand } = this
    await this.goToSettings('Types d’activités')
    await hand.press(page.getByRole('button', { name: new RegExp(`^${typeName}`) }))
    const sheet = page.getByRole('dialog', { name: typeName })
    const linked = sheet.getByRole('region', { name: 'Formulaires liés' })
    await hand.pick(linked.getByRole('combobox', { name: 'Ajouter un formulaire' }), formTitle)
    await hand.press(linked.getByRole('button', { name: 'Lier', exact: true }))
    await expect(linked.getByRole('listitem')).toHaveText([new RegExp(formTitle)])
    await expect(linked.getByRole('link', { name: formTitle })).toBeFocused()
    await hand.press(sheet.getByRole('button', { name: 'Fermer' }))
    await expect(sheet).toBeHidden()
  }

  async createActivity(): Promise<void> {
    const { page, hand } = this
    await this.goTo('Clients')
    const search = page.getByRole('combobox', { name: 'Rechercher un client' })
    if (hand.kind === 'mouse') await page.getByRole('option', { name: /Norauto Rennes/ }).click()
    else {
      await hand.type(search, 'norauto')
      await expect(page.getByRole('option')).toHaveCount(1)
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('article', { name: 'Norauto Rennes' })).toBeVisible()
    await hand.press(new Timeline(page).create)
    const form = new ActivityForm(page)
    await hand.choose(form.type(typeName))
    await hand.type(form.startDate, '12/03/2024')
    await hand.type(form.startTime, '9h')
    await hand.press(form.save)
    await expect(form.sheet).toBeHidden()
  }

  /** Submits a report; there are `count` then. */
  async report(fields: readonly VisitField[], count: number): Promise<void> {
    const { hand, page, reports } = this
    await hand.press(reports.add)
    await expect(reports.sheet).toHaveAccessibleName(formTitle)
    for (const field of fields) await answerField({ hand, page, reports }, field)
    await hand.press(reports.submit)
    await expect(reports.sheet).toBeHidden()
    await expect(reports.list.getByRole('listitem')).toHaveCount(count)
  }

  /** The report on the given version reads as it was filled; the newest stands first. */
  async expectReport(index: number, version: string, fields: readonly VisitField[]): Promise<void> {
    const { hand, page, reports } = this
    const row = reports.list.getByRole('listitem').nth(index)
    await expect(row).toContainText(version)
    await hand.press(row.getByRole('button', { name: formTitle, exact: true }))
    await expect(reports.read('Formulaire')).toHaveText(version)
    for (const field of fields) await expectAnswer(reports, field)
    await page.keyboard.press('Escape')
    await expect(reports.sheet).toBeHidden()
  }
}

/** From a type and a form of all fields to the reports on its two versions. */
async function follow(page: Page, hand: Hand): Promise<void> {
  const journey = new Journey(page, hand)
  const { designer } = journey
  await journey.createType()
  await journey.designForm()
  await designer.openPublishing(hand)
  await expect(designer.publishSheet).toContainText('C’est la première version, avec 19 champs.')
  await designer.confirmPublishing(hand, 1)
  await journey.linkForm()
  await journey.createActivity()
  await journey.report(visitForm, 1)

  await journey.goToForm()
  await designer.rename(hand, 'Compte rendu', 'Résumé de la visite')
  await designer.remove(hand, 'Nombre de ponts')
  await designer.add(hand, 'Texte court', 'Concurrent présent')
  await designer.openPublishing(hand)
  const changes = designer.publishSheet.getByRole('listitem')
  await expect(changes).toHaveCount(3)
  await expect(changes.filter({ hasText: 'Nombre de ponts' })).toContainText('1 rapport')
  await designer.confirmPublishing(hand, 2)

  await journey.goToActivity()
  await journey.report(secondVisit, 2)
  await journey.expectReport(0, 'Version 2', secondVisit)
  await journey.expectReport(1, 'Version 1 (actuelle : 2)', visitForm)
}

for (const [way, handOf] of [
  ['keyboard alone', (page: Page) => new KeyboardHand(page)],
  ['mouse', (page: Page) => new MouseHand(page)],
] as const)
  test(
    `FRM-01 FRM-02 FRM-05 FRM-06 TYP-02 TYP-05 REP-03 GEN-07 by the ${way} a form of all fields is designed, linked to a type of one’s own and published twice, and the reports on both versions read as they were filled`,
    { tag: '@both' },
    async ({ app }) => {
      test.setTimeout(300_000)
      await app.seed(async (client) => {
        await createWorkspace(client)
        const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
        await client.call('contacts.create', { customerId, fields: { name: 'Paul Martin' } })
      })
      const page = await app.open()
      await follow(page, handOf(page))
    },
  )
