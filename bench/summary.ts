import { timelineFilterSchema } from '../core/contract/timeline.ts'
import { interleave, p50, p95, type Report } from './measure.ts'
import type { OpenClient } from './open-client.ts'

const tz = 'Europe/Paris'

/**
 * Counts of a timeline, and how long a page takes while they are made: they read every matching row,
 * which must hold nobody up.
 */
export async function reportSummaries(
  report: Report,
  { client }: OpenClient,
  customerId: string,
): Promise<void> {
  const page = timelineFilterSchema.parse({ tz })
  const filters = {
    'a customer': { tz, customerId },
    'all customers': { tz },
    'all customers, one month': { tz, from: '2026-03-01', to: '2026-03-31' },
    'all customers, one year': { tz, from: '2025-01-01', to: '2025-12-31' },
    'all customers, a common word': { tz, text: 'visite' },
  }
  for (const [name, filter] of Object.entries(filters)) {
    const { summary } = await interleave(
      { summary: () => client.call('timeline.summary', { filter }) },
      { rounds: 7, warmUp: 2 },
    )
    report({ metric: `counts of ${name} p50`, value: p50(summary), unit: 'ms' })
    const pages: number[] = []
    let isCounting = true
    const counting = client.call('timeline.summary', { filter }).finally(() => (isCounting = false))
    do {
      const startedAt = performance.now()
      await client.call('timeline.page', { filter: page, block: 'history' })
      pages.push(performance.now() - startedAt)
      await new Promise(setImmediate)
    } while (isCounting)
    await counting
    pages.sort((a, b) => a - b)
    report({ metric: `a page during the counts of ${name} p95`, value: p95(pages), unit: 'ms' })
  }
}
