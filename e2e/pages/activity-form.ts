import type { Locator, Page } from '@playwright/test'
import { menuOption } from './menu-option.ts'

/** The sheet in which an activity is created or edited. */
export class ActivityForm {
  readonly sheet: Locator
  readonly startDate: Locator
  readonly startTime: Locator
  readonly endDate: Locator
  readonly endTime: Locator
  readonly duration: Locator
  readonly title: Locator
  readonly description: Locator
  readonly save: Locator

  constructor(page: Page, name: string | RegExp = /^(Nouvelle|Modifier l’)\s?activité$/) {
    this.sheet = page.getByRole('dialog', { name })
    this.startDate = this.sheet.getByRole('textbox', { name: 'Date de début' })
    this.startTime = this.sheet.getByRole('textbox', { name: 'Heure de début' })
    this.endDate = this.sheet.getByRole('textbox', { name: 'Date de fin' })
    this.endTime = this.sheet.getByRole('textbox', { name: 'Heure de fin' })
    this.duration = this.sheet.getByRole('textbox', { name: 'Durée' })
    this.title = this.sheet.getByRole('textbox', { name: 'Titre' })
    this.description = this.sheet.getByRole('textbox', { name: 'Description' })
    this.save = this.sheet.getByRole('button', { name: 'Enregistrer' })
  }

  button(name: string | RegExp): Locator {
    return this.sheet.getByRole('button', { name, exact: typeof name === 'string' })
  }

  type(name: string): Locator {
    return this.sheet.getByRole('radio', { name, exact: true })
  }

  /** The radio button itself is only there for the keyboard; the mouse hits its label. */
  async chooseType(name: string): Promise<void> {
    await this.type(name).locator('..').click()
  }

  /** Opens the select of a field and takes the option that begins with `value`. */
  async choose(field: string, value: string): Promise<void> {
    await this.sheet.getByLabel(field, { exact: true }).click()
    const option = menuOption(this.sheet.page(), new RegExp(`^${value}`))
    await option.click()
    // Closing, the menu gives the focus back: what is typed before that goes nowhere.
    await option.waitFor({ state: 'detached' })
  }

  preset(minutes: number): Locator {
    return this.button(`${minutes} minutes`)
  }

  /** Types both days and times; each field is left, as the keyboard does. */
  async setTimes(start: readonly [string, string], end: readonly [string, string]): Promise<void> {
    await this.startDate.fill(start[0])
    await this.startTime.fill(start[1])
    await this.startTime.blur()
    await this.endDate.fill(end[0])
    await this.endTime.fill(end[1])
    await this.endTime.blur()
  }
}
