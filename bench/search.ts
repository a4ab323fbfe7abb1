import { deepStrictEqual } from 'node:assert/strict'
import { createHandlers } from '../backend/app/create-handlers.ts'
import { customerWord } from '../backend/projections/scope-words.ts'
import { timelineFilterSchema } from '../core/contract/timeline.ts'
import { connectByHand, dataFolder } from './data-folder.ts'
import { interleave, p50, p95, reportAgainst } from './measure.ts'
import { openClient } from './open-client.ts'
import type { Bench } from './run.ts'
import { busiestCustomer } from './timeline.ts'
import { searchByHand } from './search-by-hand.ts'

const rounds = 200
const tz = 'Europe/Paris'
const limit = 100

/** Words of the generated texts. */
const texts = {
  'a rare word': 'embrayages',
  'a common word': 'visite',
  'a beginning': 'livr',
  'two letters': 'pl',
  'two words': 'offre garantie',
}

/**
 * Text in the timeline against a full-text query by hand, and the search for customers. By hand there
 * are two: with the words spelt out that the text begins, as the product asks, and with the plain
 * prefix query, which gathers all matches first.
 */
export const search: Bench = async (report, options) => {
  const { customers = 20_000, activities = 1_000_000 } = options
  const dataDir = await dataFolder({ customers, activities }, options.data)
  const { backend, client } = await openClient(dataDir)
  const byHand = connectByHand(dataDir)
  const handlers = createHandlers(backend.services)
  const page = handlers['timeline.page']
  const customerId = busiestCustomer(byHand)
  const now = backend.services.now()

  for (const [name, text] of Object.entries(texts))
    for (const place of [null, customerId]) {
      const filter = timelineFilterSchema.parse({ tz, customerId: place, text })
      const hand = searchByHand(byHand, {
        text,
        scope: place && customerWord(place),
        now,
        limit,
      })
      const first = { filter, block: 'history' as const, cursor: null, limit }
      const deep = { ...first, cursor: hand.deepCursor() }
      const metric = `${name} (${text}), ${place ? 'one customer' : 'all'}`
      const { rows } = await page(first, {})
      deepStrictEqual(
        rows.map(({ id }) => id),
        hand.words(null).map(({ id }) => id),
      )
      const byHandAnd = (work: () => unknown) =>
        interleave({ hand: () => hand.words(null), product: work }, { rounds })
      const handled = await byHandAnd(() => page(first, {}))
      const called = await byHandAnd(() => client.call('timeline.page', first))
      reportAgainst(report, `${metric}, handler`, handled.product, 'SQL by hand', handled.hand)
      reportAgainst(report, `${metric}, contract`, called.product, 'SQL by hand', called.hand)
      if (place === null) {
        const depths = await interleave(
          { first: () => page(first, {}), deep: () => page(deep, {}) },
          { rounds },
        )
        reportAgainst(report, `${metric}, deep page`, depths.deep, 'first page', depths.first)
      }
      const prefix = await interleave({ prefix: () => hand.prefix(null) }, { rounds: 10 })
      report({ metric: `${metric}, plain prefix query p50`, value: p50(prefix.prefix), unit: 'ms' })
      const upcoming = { ...first, block: 'upcoming' as const }
      const ahead = await interleave({ upcoming: () => page(upcoming, {}) }, { rounds: 50 })
      report({ metric: `${metric}, upcoming p95`, value: p95(ahead.upcoming), unit: 'ms' })
    }

  const find = handlers['customers.search']
  for (const text of ['', 'norauto', 'a', 'lyon', 'garage saint', '0199', 'zzz']) {
    const input = { text, archived: false, cursor: null, limit }
    const { next } = await find(input, {})
    const following = { ...input, cursor: next }
    const times = await interleave(
      {
        first: () => find(input, {}),
        contract: () => client.call('customers.search', input),
        following: () => find(following, {}),
      },
      { rounds },
    )
    const metric = `customers ${JSON.stringify(text)}`
    report({ metric: `${metric}, handler p95`, value: p95(times.first), unit: 'ms' })
    report({ metric: `${metric}, contract p95`, value: p95(times.contract), unit: 'ms' })
    if (next)
      reportAgainst(report, `${metric}, next page`, times.following, 'first page', times.first)
  }
  byHand.close()
  await backend.close()
}
