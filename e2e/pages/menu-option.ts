import type { Locator, Page } from '@playwright/test'

/** An entry of the select menu that is open; lists of the page itself have options too. */
export function menuOption(page: Page, name: string | RegExp): Locator {
  return page
    .locator('[data-reka-popper-content-wrapper]')
    .getByRole('option', { name, exact: typeof name === 'string' })
}
