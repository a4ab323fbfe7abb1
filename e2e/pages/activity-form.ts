import type { Locator, Page } from '@playwright/test'

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
