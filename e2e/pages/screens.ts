import type { Page } from '@playwright/test'
import { readyFlag } from '../shell.ts'
import type { DemoRecords } from './demo-workspace.ts'

export type Language = 'fr' | 'en'

/** What a screen needs to be shown. */
export interface Visit {
  page: Page
  /** The language on screen, for finding controls by their name. */
  language: Language
  /** Records of the demonstration workspace; undefined on the first start. */
  demo: DemoRecords | undefined
}

export interface Screen {
  /** First part of the picture's file name. */
  name: string
  workspace: 'demo' | 'none'
  /** From any state of the app to the one to be looked at; ends on a condition, not on time. */
  show: (visit: Visit) => Promise<void>
}

/**
 * Every screen of the app. Each is pictured in both languages, both themes and both sizes by
 * `npm run screenshots`, and examined by e2e/features/accessibility.spec.ts. Add yours here.
 */
export const screens: Screen[] = [
  { name: 'welcome', workspace: 'none', show: ({ page }) => goTo(page, '/') },
  { name: 'customers', workspace: 'demo', show: ({ page }) => goTo(page, '/customers') },
  { name: 'timeline', workspace: 'demo', show: customerTab('activities') },
  { name: 'information', workspace: 'demo', show: customerTab('information') },
  { name: 'contacts', workspace: 'demo', show: customerTab('contacts') },
  {
    name: 'details',
    workspace: 'demo',
    show: ({ page, demo }) =>
      goTo(page, `/customers/${demo?.customerId}/activities?activity=${demo?.activityId}`),
  },
  {
    name: 'new-activity',
    workspace: 'demo',
    show: ({ page, demo }) => goTo(page, `/customers/${demo?.customerId}/activities?new=1`),
  },
  { name: 'activities', workspace: 'demo', show: ({ page }) => goTo(page, '/activities') },
  { name: 'import', workspace: 'demo', show: ({ page }) => goTo(page, '/imports/customers') },
  { name: 'trash', workspace: 'demo', show: ({ page }) => goTo(page, '/trash') },
  ...['organisation', 'types', 'people', 'appearance', 'data', 'shortcuts'].map(
    (section): Screen => ({
      name: `settings-${section}`,
      workspace: 'demo',
      show: ({ page }) => goTo(page, `/settings/${section}`),
    }),
  ),
]

function customerTab(tab: 'activities' | 'information' | 'contacts'): Screen['show'] {
  return ({ page, demo }) => goTo(page, `/customers/${demo?.customerId}/${tab}`)
}

/** The pictures that documents show; they are written to docs/screenshots as well. */
export const keptPictures: ReadonlySet<string> = new Set(['timeline-fr-light-1280'])

/**
 * Goes to a route in a freshly loaded page, so that no state of the screen before shows through, and
 * waits until it is settled.
 */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, path)
  await page.reload()
  await settled(page)
}

/** Waits until the page has its data and its fonts, and nothing is loading. */
export async function settled(page: Page): Promise<void> {
  await page.locator(readyFlag).waitFor({ state: 'attached' })
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
  await page.evaluate(async () => {
    await document.fonts.ready
  })
}
