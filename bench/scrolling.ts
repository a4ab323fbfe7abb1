import type { Page } from '@playwright/test'
import { seededRandom } from '../core/seeded-random.ts'
import { p50, p95, type Report } from './measure.ts'

/** Pixels a second: a wheel that is turned fast, and one that spins freely. */
const wheelSpeeds = [6000, 20_000]
const wheelMs = 5000
const pages = 150
const jumps = 100

/**
 * Scrolls the timeline that is open, from its top to its end and back, and counts blank frames: those
 * painted with at least one line of pixels of the list's viewport, above the list's end, on which
 * there is no row, heading or skeleton row. It is looked at in every frame, right after it was
 * painted, by the boxes of the rows.
 *
 * While a wheel turns, Chromium may show the list at its new place before the page has heard of it,
 * with the rows of the frame before. So at every scroll event, before the list itself hears of it,
 * the same question is asked about those rows: "late" are the events at which they did not cover the
 * new viewport. That is the most that can have been seen blank; it is less where Chromium waits for
 * the page. A jump of the whole list is always late in this sense, which is why it is not counted.
 */
export async function reportScrolling(report: Report, page: Page): Promise<void> {
  const wheel = await wheelOf(page)
  for (const speed of wheelSpeeds)
    await counted(report, page, `wheel down at ${speed} px/s`, () => wheel(speed), 'late too')
  await page.getByRole('grid').press('Home')
  await counted(report, page, `Page-Down, ${pages} times`, async () => {
    for (let count = 0; count < pages; count++) await page.keyboard.press('PageDown')
  })
  await page.keyboard.press('End')
  await page.waitForFunction(() => {
    const list = document.querySelector('[role=grid]')!
    return (
      !list.querySelector(':scope > p') &&
      list.scrollTop + list.clientHeight + 1 >= list.scrollHeight
    )
  })
  const random = seededRandom(1)
  await counted(report, page, `${jumps} jumps anywhere`, async () => {
    for (let count = 0; count < jumps; count++)
      await page.evaluate((share) => window.paintProbe.jumpTo(share), random.next())
  })
  await page.keyboard.press('End')
  for (const speed of wheelSpeeds)
    await counted(report, page, `wheel up at ${speed} px/s`, () => wheel(-speed), 'late too')
}

/** Turns the wheel over the list as a device would: the browser scrolls, not the page. */
async function wheelOf(page: Page): Promise<(speed: number) => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  const box = (await page.getByRole('grid').boundingBox())!
  return async (speed) => {
    await session.send('Input.synthesizeScrollGesture', {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      yDistance: (-speed * wheelMs) / 1000,
      speed: Math.abs(speed),
      gestureSourceType: 'mouse',
      preventFling: true,
    })
  }
}

async function counted(
  report: Report,
  page: Page,
  name: string,
  work: () => Promise<void>,
  late?: 'late too',
): Promise<void> {
  await page.evaluate(() => window.paintProbe.startFrames())
  await work()
  const counts = await page.evaluate(() => window.paintProbe.stopFrames())
  const { frames, blank, skeleton, intervals, distance } = counts
  const against = `${frames} frames over ${Math.round(distance)} px`
  report({ metric: `${name}, blank`, value: blank, unit: 'frames', against })
  if (late) report({ metric: `${name}, late`, value: counts.late, unit: 'frames', against })
  report({ metric: `${name}, with skeleton rows`, value: skeleton, unit: 'frames', against })
  report({ metric: `${name}, from frame to frame p50`, value: p50(intervals), unit: 'ms' })
  report({ metric: `${name}, from frame to frame p95`, value: p95(intervals), unit: 'ms' })
}
