import { expect, type Locator, type Page } from '@playwright/test'
import type { Hand } from './hand.ts'

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

  /** Puts a field into the form and names it: at the end with the mouse, after the selected one else. */
  async add(hand: Hand, type: string, label: string): Promise<void> {
    const count = await this.fields.count()
    if (hand.kind === 'mouse') {
      const end =
        count === 0 ? this.canvas.getByText('Faites glisser un champ ici') : this.fields.last()
      const { height } = (await end.boundingBox()) ?? { height: 0 }
      await this.type(type).dragTo(end, { targetPosition: { x: 100, y: height - 3 } })
    } else {
      await hand.toPane(this.palette)
      await hand.arrowTo(this.type(type))
      await this.#page.keyboard.press('Enter')
    }
    await expect(this.fields).toHaveCount(count + 1)
    // What is new has the focus: its name can be typed at once.
    await expect(this.label).toBeFocused()
    await expect(this.label).toHaveValue(type)
    await this.#page.keyboard.type(label)
    await this.#page.keyboard.press('Enter')
    await expect(this.field(label)).toBeVisible()
  }

  /** Shows the properties of a field. */
  async select(hand: Hand, label: string): Promise<void> {
    if (hand.kind === 'mouse') await this.field(label).click()
    else {
      await hand.toPane(this.canvas)
      await hand.arrowTo(this.field(label))
      await this.#page.keyboard.press('Enter')
      await expect(this.label).toBeFocused()
    }
    await expect(this.label).toHaveValue(label)
  }

  async rename(hand: Hand, from: string, to: string): Promise<void> {
    await this.select(hand, from)
    await hand.type(this.label, to)
    await this.#page.keyboard.press('Enter')
    await expect(this.field(to)).toBeVisible()
  }

  /** Moves the last field before the one above it. */
  async moveLastUp(hand: Hand, label: string): Promise<void> {
    const place = (await this.fields.count()) - 2
    if (hand.kind === 'mouse')
      await this.fields.last().dragTo(this.fields.nth(place), { targetPosition: { x: 100, y: 3 } })
    else {
      await hand.toPane(this.canvas)
      await hand.arrowTo(this.field(label))
      await this.#page.keyboard.press('Alt+ArrowUp')
    }
    await expect(this.fields.nth(place)).toContainText(label)
  }

  async remove(hand: Hand, label: string): Promise<void> {
    const count = await this.fields.count()
    if (hand.kind === 'mouse') {
      await this.field(label).hover()
      await this.canvas.getByRole('button', { name: `Retirer « ${label} »` }).click()
    } else {
      await hand.toPane(this.canvas)
      await hand.arrowTo(this.field(label))
      await this.#page.keyboard.press('Delete')
    }
    await expect(this.fields).toHaveCount(count - 1)
  }

  /** Names an option of the choice whose properties are shown. */
  async renameOption(hand: Hand, from: string, to: string): Promise<void> {
    const options = this.properties.getByRole('group', { name: 'Options' })
    await hand.press(options.getByRole('button', { name: from, exact: true }))
    await hand.type(options.getByRole('textbox', { name: 'Libellé de l’option en français' }), to)
    await this.#page.keyboard.press('Enter')
    await hand.press(options.getByRole('button', { name: to, exact: true }))
  }

  /** Opens the sheet that says what publishing changes. */
  async openPublishing(hand: Hand): Promise<void> {
    await expect(this.publish).toBeEnabled()
    await hand.press(this.publish)
    await expect(this.publishSheet).toBeVisible()
  }

  async confirmPublishing(hand: Hand, version: number): Promise<void> {
    const name = `Publier la version ${version}`
    await hand.press(this.publishSheet.getByRole('button', { name }))
    await expect(this.#page.getByText(`Version ${version}`, { exact: true })).toBeVisible()
  }
}
