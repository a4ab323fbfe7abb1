import { deepStrictEqual } from 'node:assert/strict'
import type { Database } from 'better-sqlite3'
import { createHandlers } from '../backend/app/create-handlers.ts'
import type { Cursor } from '../core/contract/customers.ts'
import type { TimelineBlock } from '../core/contract/timeline.ts'
import { timelineFilterSchema } from '../core/contract/timeline.ts'
import { connectByHand, dataFolder } from './data-folder.ts'
import { interleave, reportAgainst, type Report, type Times } from './measure.ts'
import { openClient, type OpenClient } from './open-client.ts'
import type { Bench } from './run.ts'
import { reportSummaries } from './summary.ts'
import { pageByHand } from './timeline-by-hand.ts'
import { compareWithReports } from './timeline-with-reports.ts'

const rounds = 500
const warmUp = 300
const tz = 'Europe/Paris'
/** Rows of a page, and how far down a deep one lies: a customer must have that many below it. */
const limit = 100
const depthOfAll = 0.9
const depthOfCustomer = 0.4

export interface View {
  readonly name: string
  readonly block: TimelineBlock
  readonly customerId: string | null
}

/**
 * Pages of the timeline against the same SQL by hand: prepared once, on a connection with the same
 * settings, its rows not looked at. "Handler" is what the backend does for a page; "contract" is the
 * whole call over a channel, encoding and decoding the rows.
 *
 * Then the same pages with three reports of every activity against those without, in a workspace of
 * 100,000 activities unless the options say another size.
 */
export const timeline: Bench = async (report, options) => {
  const { customers = 20_000, activities = 1_000_000 } = options
  const dataDir = await dataFolder({ customers, activities }, options.data)
  const opened = await openClient(dataDir)
  const byHand = connectByHand(dataDir)
  const customerId = busiestCustomer(byHand)
  for (const view of viewsOf(customerId)) await reportView(report, opened, byHand, view)
  await reportSummaries(report, opened, customerId)
  report({ metric: 'memory of the process', value: process.memoryUsage().rss / 1e6, unit: 'MB' })
  byHand.close()
  await opened.backend.close()
  const { customers: fewCustomers = 2_000, activities: fewActivities = 100_000 } = options
  const size = { customers: fewCustomers, activities: fewActivities }
  await compareWithReports(report, size, viewsOf)
}

function viewsOf(customerId: string): View[] {
  return [
    { name: 'customer history', block: 'history', customerId },
    { name: 'customer upcoming', block: 'upcoming', customerId },
    { name: 'all history', block: 'history', customerId: null },
    { name: 'all upcoming', block: 'upcoming', customerId: null },
  ]
}

/** The customer with the most activities. */
export function busiestCustomer(database: Database): string {
  return database
    .prepare('select customer_id from activity group by customer_id order by count(*) desc limit 1')
    .pluck()
    .get() as string
}

async function reportView(
  report: Report,
  { backend, client }: OpenClient,
  byHand: Database,
  { name, block, customerId }: View,
): Promise<void> {
  const hand = pageByHand(byHand, { block, customerId, now: backend.services.now(), limit })
  const page = createHandlers(backend.services)['timeline.page']
  const filter = timelineFilterSchema.parse({ tz, customerId })
  const cursor = hand.cursorAt(customerId === null ? depthOfAll : depthOfCustomer) ?? null
  const [first, deep] = [
    { filter, block, limit, cursor: null },
    { filter, block, limit, cursor },
  ]
  for (const input of [first, deep]) {
    const { rows } = await page(input, {})
    deepStrictEqual(
      rows.map(({ id }) => id),
      hand.rows(input.cursor).map(({ id }) => id),
    )
  }
  const byHandAnd = (work: () => unknown, after: Cursor | null) =>
    interleave({ hand: () => hand.rows(after), product: work }, { rounds, warmUp })
  const handler = await byHandAnd(() => page(first, {}), null)
  const contract = await byHandAnd(() => client.call('timeline.page', first), null)
  const deepHandler = await byHandAnd(() => page(deep, {}), cursor)
  const depths = await interleave(
    { first: () => page(first, {}), deep: () => page(deep, {}) },
    { rounds, warmUp },
  )
  const against = (metric: string, { product, hand: other }: Record<'product' | 'hand', Times>) =>
    reportAgainst(report, `${name}, ${metric}`, product, 'SQL by hand', other)
  against('first page, handler', handler)
  against('first page, contract', contract)
  against('deep page, handler', deepHandler)
  reportAgainst(report, `${name}, deep page`, depths.deep, 'first page', depths.first)
}
