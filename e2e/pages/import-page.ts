import type { Locator, Page } from '@playwright/test'
import { menuOption } from './menu-option.ts'
import { visit } from './workspace.ts'

/** The import of customers: file, columns, check and run. */
export class ImportPage {
  readonly preview: Locator
  readonly check: Locator
  /** `Importer 31 clients` */
  readonly run: Locator
  readonly outcome: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.preview = page.getByRole('region', { name: 'Aperçu des premières lignes' })
    this.check = page.getByRole('button', { name: /^Contrôler (les lignes|à nouveau)$/ })
    this.run = page.getByRole('button', { name: /^Importer( \d.*)? clients?$/ })
    this.outcome = page.getByText(/^\s*Import (terminé|arrêté)/)
  }

  visit(): Promise<void> {
    return visit(this.#page, '/imports/customers')
  }

  /** Chooses a file in the dialog of the system. */
  async choose(name: string, content: string | Uint8Array): Promise<void> {
    const dialog = this.#page.waitForEvent('filechooser')
    await this.#page.getByRole('button', { name: 'Choisir un fichier' }).click()
    const buffer = Buffer.from(content)
    await (await dialog).setFiles({ name, mimeType: 'text/csv', buffer })
  }

  /** The field that a column of the file goes to. */
  field(column: string): Locator {
    return this.#page.getByRole('button', {
      name: `Champ pour la colonne ${column}`,
      exact: true,
    })
  }

  select(name: string): Locator {
    return this.#page.getByRole('combobox', { name, exact: true })
  }

  async setSelect(name: string, option: string): Promise<void> {
    await this.select(name).click()
    await menuOption(this.#page, option).click()
  }

  /** The number below a heading such as `À créer`. */
  count(label: string): Locator {
    return this.#page
      .locator('dl > div')
      .filter({ has: this.#page.getByText(label, { exact: true }) })
      .getByRole('definition')
  }

  problem(line: number): Locator {
    return this.#page
      .getByRole('row')
      .filter({ has: this.#page.getByRole('cell', { name: String(line), exact: true }) })
      .last()
  }
}
