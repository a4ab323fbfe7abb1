import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { Timeline } from '../pages/timeline.ts'
import {
  addActivity,
  addCustomer,
  createWorkspace,
  parisAt,
  visit,
  type AppClient,
} from '../pages/workspace.ts'

/** `count` visits a day apart, the last one on 30 June 2024, titled `Visite 0001` and so on. */
async function addVisits(client: AppClient, customerId: string, count: number): Promise<void> {
  const newest = parisAt('2024-06-30', '09:00')
  const batch = 100
  for (let from = 0; from < count; from += batch)
    await Promise.all(
      Array.from({ length: Math.min(batch, count - from) }, (_, at) =>
        addActivity(client, customerId, newest - (from + at) * 86_400_000, {
          title: titleOf(from + at),
        }),
      ),
    )
}

const titleOf = (index: number): string => `Visite ${String(index + 1).padStart(4, '0')}`

test('TL-16 cards and list keep the place, the open activity and the filter; the choice is remembered', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    await addVisits(client, id, 120)
    return id
  })
  const path = `/customers/${customerId}/activities`
  let page = await app.open()
  await visit(page, path)
  let timeline = new Timeline(page)
  await expect(timeline.cards).toHaveAttribute('aria-pressed', 'false')
  await timeline.filterBy('Statut', 'Terminée')
  await timeline.scrollTo(60 * 36)
  const anchor = timeline.row(titleOf(62))
  await anchor.click()
  const details = new ActivityDetails(page)
  await expect(details.title).toHaveText(titleOf(62))
  const listHeight = (await anchor.boundingBox())!.height

  await timeline.cards.click()
  await expect(timeline.cards).toHaveAttribute('aria-pressed', 'true')
  await expect(anchor).toBeInViewport()
  expect((await anchor.boundingBox())!.height).toBeGreaterThan(2 * listHeight)
  await expect(anchor).toHaveAttribute('aria-selected', 'true')
  await expect(details.title).toHaveText(titleOf(62))
  await expect(timeline.chips.first()).toHaveText('Terminée')

  await timeline.grid.focus()
  await page.keyboard.press('g')
  await expect(timeline.cards).toHaveAttribute('aria-pressed', 'false')
  await expect(anchor).toBeInViewport()
  await page.keyboard.press('g')

  page = await app.relaunch()
  timeline = new Timeline(page)
  await visit(page, path)
  await expect(timeline.cards).toHaveAttribute('aria-pressed', 'true')
})

test('TL-17 two thousand activities scroll from first to last without a gap', async ({ app }) => {
  test.slow()
  const count = 2000
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    await addVisits(client, id, count)
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.results).toHaveText(/^2\s000 activités$/)

  const { seen, blankFrames } = await timeline.scrollThrough()
  expect(blankFrames).toBe(0)
  expect(seen.map((text) => /Visite \d{4}/.exec(text)?.[0])).toEqual(
    Array.from({ length: count }, (_, index) => titleOf(index)),
  )
  // No more rows are drawn than the screen and its surroundings need.
  expect(await timeline.rows.count()).toBeLessThan(100)

  await timeline.grid.focus()
  await page.keyboard.press('Home')
  await expect(timeline.row(titleOf(0))).toBeInViewport()
  await page.keyboard.press('End')
  await expect(timeline.row(titleOf(count - 1))).toBeInViewport()
})
