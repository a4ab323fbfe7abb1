import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { createDemo, type DemoRecords } from '../pages/demo-workspace.ts'
import { type Language, screens } from '../pages/screens.ts'

// One start of the app for all screens of a kind; each screen reports on its own.
const appearances: { colorScheme: 'light' | 'dark'; language: Language }[] = [
  { colorScheme: 'light', language: 'fr' },
  { colorScheme: 'dark', language: 'en' },
]

for (const { colorScheme, language } of appearances)
  test.describe(`GEN-07 no serious accessibility fault in ${colorScheme}, ${language}`, () => {
    test.use({ colorScheme, locale: language === 'fr' ? 'fr-FR' : 'en-GB' })

    test('on the first start', async ({ app }) => {
      await examine(app, 'none', language, undefined)
    })

    test('in the demonstration workspace', async ({ app }) => {
      test.setTimeout(720_000) // more than thirty screens, each examined by axe
      const demo = await app.seed((client) => createDemo(client, language))
      await examine(app, 'demo', language, demo)
    })
  })

async function examine(
  app: App,
  workspace: 'demo' | 'none',
  language: Language,
  demo: DemoRecords | undefined,
): Promise<void> {
  const page = await app.open()
  for (const screen of screens.filter((candidate) => candidate.workspace === workspace)) {
    await screen.show({ page, language, demo })
    expect.soft(await seriousFaults(page), screen.name).toEqual([])
  }
}

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !(id === 'label-content-name-mismatch' && isSelect(html)))
        .map(({ target }) => `${id}: ${String(target)}`),
    )
}

/** What such a button shows is its value, not its label, which stands beside it (WCAG 2.5.3). */
const isSelect = (html: string): boolean => html.includes('aria-haspopup="listbox"')
