import { expect, type Locator, type Page } from '@playwright/test'
import { visit } from './workspace.ts'

/** Settings > Partage, the sheet in which an account is entered, and the state in the status bar. */
export class SharingPage {
  readonly share: Locator
  readonly sheet: Locator
  readonly createInvitation: Locator
  readonly invitationCode: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.share = page.getByRole('button', { name: 'Partager cet espace' })
    this.sheet = page.getByRole('dialog')
    this.createInvitation = page.getByRole('button', { name: 'Créer une invitation' })
    this.invitationCode = page.getByTestId('issued-code')
  }

  /** Fills the fields of the sheet by their labels. */
  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields))
      await this.sheet.getByLabel(label, { exact: true }).fill(value)
  }

  /** What the status bar says of the exchange. */
  status(text: RegExp): Locator {
    return this.#page.getByRole('contentinfo').getByRole('status').filter({ hasText: text })
  }
}

/** Presses « Réessayer » in the settings, unless the laptop has come back meanwhile. */
export async function reconnect(page: Page): Promise<void> {
  await visit(page, '/settings/sharing')
  const retry = page.getByRole('main').getByRole('button', { name: 'Réessayer' }).first()
  await expect(async () => {
    if (await retry.isVisible()) await retry.click({ timeout: 1000 })
    await expect(new SharingPage(page).status(/^À jour/)).toBeVisible({ timeout: 2000 })
  }).toPass()
}
