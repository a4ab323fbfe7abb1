import type { Locator, Page } from '@playwright/test'

/** The designer of one form, in French. */
export class FormDesigner {
  readonly palette: Locator
  readonly canvas: Locator
  readonly properties: Locator
  readonly publishSheet: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.palette = page.getByRole('region', { name: 'Ajouter un champ' })
    this.canvas = page.getByRole('region', { name: 'Le formulaire' })
    this.properties = page.getByRole('region', { name: 'Propriétés' })
    this.publishSheet = page.getByRole('dialog', { name: /^Publier la version/ })
  }

  type(name: string): Locator {
    return this.palette.getByRole('button', { name, exact: true })
  }

  /** Rows of the fields in their order. */
  get fields(): Locator {
    return this.canvas.getByRole('listitem')
  }

  /** What selects the field that has this label. */
  field(label: string): Locator {
    return this.fields.filter({ hasText: label }).locator('[id^="part-"]').first()
  }

  property(name: string): Locator {
    return this.properties.getByRole('textbox', { name, exact: true })
  }

  get label(): Locator {
    return this.property('Libellé en français')
  }

  get publish(): Locator {
    return this.#page.getByRole('button', { name: 'Publier…' })
  }

  tab(name: string): Locator {
    return this.#page
      .getByRole('navigation', { name: 'Parties du formulaire' })
      .getByRole('link', { name })
  }

  /** Chooses in a list that has the focus of a mouse. */
  async choose(list: string, option: string): Promise<void> {
    await this.properties.getByRole('combobox', { name: list }).click()
    await this.#page.getByRole('option', { name: option, exact: true }).click()
  }
}
