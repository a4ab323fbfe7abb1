import { expect, type Locator, type Page } from '@playwright/test'
import { Reports } from './reports.ts'

/** A report that is made in a conversation, in French. */
export class ConversationPage {
  readonly reports: Reports
  readonly sheet: Locator
  readonly log: Locator
  readonly form: Locator
  readonly reply: Locator
  readonly submit: Locator
  /** Conversations that wait beside the reports. */
  readonly kept: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.reports = new Reports(page)
    this.sheet = page.getByRole('dialog', { name: /^(Assistant|Conversation)/ })
    this.log = this.sheet.getByRole('log')
    this.form = this.sheet.getByRole('region', { name: 'Formulaire', exact: true })
    this.reply = this.sheet.getByRole('textbox', { name: 'Votre réponse' })
    this.submit = this.sheet.getByRole('button', { name: 'Soumettre' })
    this.kept = this.reports.section.getByRole('list', { name: 'Conversations en cours' })
  }

  /** Chooses how reports are filled, and begins one. */
  async begin(way: 'Assistant : formulaire' | 'Assistant : libre'): Promise<void> {
    await this.reports.section.getByRole('button', { name: 'Façon de remplir' }).click()
    await this.page.getByRole('menuitemcheckbox', { name: way }).click()
    await this.reports.add.click()
    await expect(this.reply).toBeFocused()
  }

  /** Replies, and waits for the question after it. */
  async say(words: string, next: string | RegExp): Promise<void> {
    await this.reply.fill(words)
    await this.page.keyboard.press('Enter')
    await this.expectQuestion(next)
  }

  async expectQuestion(words: string | RegExp): Promise<void> {
    await expect(this.log.getByRole('paragraph').last()).toContainText(words)
  }

  /** Speaks for as long as it takes to be heard; what was understood is in the field then. */
  async speak(): Promise<void> {
    await this.sheet.getByRole('button', { name: 'Parler' }).click()
    await expect
      .poll(() => this.sheet.getByRole('meter', { name: 'Niveau du micro' }).getAttribute('value'))
      .toMatch(/^0\.[3-9]/)
    await this.sheet.getByRole('button', { name: 'Terminer' }).click()
  }

  press(quick: string): Promise<void> {
    return this.sheet
      .getByRole('list', { name: 'Réponses rapides' })
      .getByRole('button', { name: quick, exact: true })
      .click()
  }

  field(label: string): Locator {
    return this.form.getByRole('textbox', { name: label })
  }
}
