import type { Locator, Page } from '@playwright/test'

/** The notice at the edge of the window that says `text`. */
export function notice(page: Page, text: string): Locator {
  return page
    .getByRole('region', { name: /^Notifications/ })
    .getByRole('listitem')
    .filter({ hasText: text })
}
