import type { Locator, Page } from '@playwright/test'

/** The pane beside the timeline with the open activity. */
export class ActivityDetails {
  readonly pane: Locator
  readonly title: Locator

  constructor(page: Page) {
    this.pane = page.locator('#activity-details')
    this.title = this.pane.getByRole('heading', { level: 2 })
  }

  button(name: string): Locator {
    return this.pane.getByRole('button', { name, exact: true })
  }

  /** What stands beside a fact's name, such as `Durée`. */
  fact(name: string): Locator {
    return this.pane
      .locator('dl > div')
      .filter({ has: this.pane.page().getByText(name, { exact: true }) })
      .getByRole('definition')
  }

  section(name: string): Locator {
    return this.pane.getByRole('region', { name, exact: true })
  }
}
