import type { Locator, Page } from '@playwright/test'
import { ActivityDetails } from './activity-details.ts'

/** The tasks in the details of the open activity. */
export class TaskSection {
  readonly section: Locator
  readonly items: Locator
  readonly add: Locator
  readonly form: Locator
  readonly title: Locator
  readonly day: Locator
  readonly time: Locator

  constructor(page: Page) {
    this.section = new ActivityDetails(page).section('Tâches')
    this.items = this.section.getByRole('list', { name: 'Tâches' }).getByRole('listitem')
    this.add = this.section.getByRole('button', { name: 'Ajouter une tâche' })
    this.form = this.section.getByRole('form')
    this.title = this.form.getByRole('textbox', { name: 'Titre' })
    this.day = this.form.getByRole('textbox', { name: 'Jour de l’échéance' })
    this.time = this.form.getByRole('textbox', { name: 'Heure de l’échéance' })
  }

  checkbox(title: string): Locator {
    return this.section.getByRole('checkbox', { name: `Terminée : ${title}` })
  }

  edit(title: string): Locator {
    return this.section.getByRole('button', { name: `Modifier « ${title} »` })
  }

  remove(title: string): Locator {
    return this.section.getByRole('button', { name: `Supprimer « ${title} »` })
  }
}
