import { chromium, type Locator, type Page } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { startBrowserShell } from '../e2e/browser-shell.ts'
import { chromiumArguments, findChromium } from '../e2e/find-chromium.ts'
import { locale, timezoneId, viewport } from '../e2e/shell.ts'
import { reportAgainst, type Report, takeTurns } from './measure.ts'
import { type PaintFolder, paintFolder } from './paint-folder.ts'
import { installPaintProbe } from './paint-probe.ts'
import type { Bench } from './run.ts'
import { reportScrolling } from './scrolling.ts'

const rounds = 40
const warmUp = 5
const against = 'a customer of 20'
const build = join(import.meta.dirname, '../scripts/build.mjs')

/**
 * The built browser shell in a real Chromium, on a workspace with one customer of many activities.
 *
 * From the click, by the time stamp of the event, until the page has painted the first screen: the
 * first frame in which rows with their text, not skeletons, cover the timeline's whole viewport, and
 * then to the beginning of the frame after that one, because only then has it been painted. That
 * counts up to a frame too much, 17 ms, and never too little. The contender is the same click on a
 * customer of twenty activities; another small customer is open before either.
 *
 * What scrolling counts stands at `reportScrolling`.
 */
export const paint: Bench = async (report, { activities = 50_000 }) => {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium is not installed')
  const { status } = spawnSync(process.execPath, [build, '--if-needed', 'browser'], {
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error(`the build ended with ${status}`)
  const folder = await paintFolder(activities)
  const browser = await chromium.launch({ executablePath, args: chromiumArguments })
  const shell = startBrowserShell(browser, folder.dataDir, { locale, timezoneId, viewport })
  try {
    await shell.ready()
    await shell.page.evaluate(installPaintProbe)
    await shell.page.getByRole('link', { name: 'Clients', exact: true }).click()
    await reportClicks(report, shell.page, folder)
    await openCustomer(shell.page, folder.large)
    await reportScrolling(report, shell.page)
    if (shell.problems.length > 0) throw new Error(shell.problems.join('\n'))
  } finally {
    await shell.stop()
    await browser.close()
  }
}

async function reportClicks(
  report: Report,
  page: Page,
  { large, small, resting }: PaintFolder,
): Promise<void> {
  const first = await openCustomer(page, large)
  report({ metric: 'first click of all, on the large customer', value: first, unit: 'ms' })
  const fromResting = (name: string) => async (): Promise<number> => {
    await openCustomer(page, resting)
    return openCustomer(page, name)
  }
  const clicks = await takeTurns(
    { large: fromResting(large), small: fromResting(small) },
    { rounds, warmUp },
  )
  reportAgainst(report, 'click on the customer', clicks.large, against, clicks.small)
  const fromContacts = (name: string) => async (): Promise<number> => {
    await openCustomer(page, name)
    await page.getByRole('tab', { name: 'Contacts' }).click()
    await page.locator('[role=grid]').waitFor({ state: 'detached' })
    const ms = await clickAndPaint(page, name, page.getByRole('tab', { name: 'Activités' }))
    await openCustomer(page, resting)
    return ms
  }
  const tabs = await takeTurns(
    { large: fromContacts(large), small: fromContacts(small) },
    { rounds, warmUp },
  )
  reportAgainst(report, 'click on the tab', tabs.large, against, tabs.small)
}

function openCustomer(page: Page, name: string): Promise<number> {
  const row = page.getByRole('option').filter({ has: page.getByTitle(name, { exact: true }) })
  return clickAndPaint(page, name, row)
}

/** Milliseconds to the first screen; resolves when the counts have come as well and nothing is left. */
async function clickAndPaint(page: Page, name: string, target: Locator): Promise<number> {
  const box = await target.boundingBox()
  if (!box) throw new Error(`there is nothing to click on for ${name}`)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.evaluate((customer) => window.paintProbe.awaitClick(customer), name)
  // By its place: looking for it once more would be work in the page while the time runs.
  await page.mouse.click(x, y)
  const ms = await page.evaluate(() => window.paintProbe.firstScreen())
  await page
    .getByRole('article', { name, exact: true })
    .getByText(/\d activités/)
    .waitFor()
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  return ms
}
