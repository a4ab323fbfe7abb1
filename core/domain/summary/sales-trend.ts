import type { MonthlySales } from './summary.ts'

/** Three months of sales in one currency against others of the same length. */
export interface SalesTrend {
  readonly currency: string
  readonly periods: readonly string[]
  readonly amountMinor: number
  /** Against the three months before; `null` without all of them, or when they are nothing. */
  readonly sincePrevious: Change | null
  /** Against the same months of the year before. */
  readonly sinceLastYear: Change | null
}

export interface Change {
  /** In whole percent. */
  readonly percent: number
  /** What it is compared with. */
  readonly periods: readonly string[]
}

const span = 3

/**
 * A trend for each currency that has three whole months in a row and something to compare them with;
 * the largest first. The month that is not over is left out; currencies are never added together.
 *
 * @param today local day, `YYYY-MM-DD`
 */
export function salesTrends(sales: readonly MonthlySales[], today: string): SalesTrend[] {
  const thisMonth = today.slice(0, 7)
  const byCurrency = new Map<string, Map<string, number>>()
  for (const { period, amountMinor, currency } of sales) {
    if (period >= thisMonth) continue
    const months = byCurrency.get(currency) ?? new Map<string, number>()
    months.set(period, (months.get(period) ?? 0) + amountMinor)
    byCurrency.set(currency, months)
  }
  return [...byCurrency]
    .flatMap(([currency, months]) => trendOf(currency, months))
    .sort((a, b) => b.amountMinor - a.amountMinor || (a.currency < b.currency ? -1 : 1))
}

function trendOf(currency: string, months: ReadonlyMap<string, number>): SalesTrend[] {
  const last = [...months.keys()].sort().at(-1)!
  const periods = monthsUpTo(last)
  const amountMinor = sumOf(months, periods)
  if (amountMinor === undefined) return []
  const against = (end: string): Change | null => {
    const others = monthsUpTo(end)
    const base = sumOf(months, others)
    if (base === undefined || base <= 0) return null
    return { percent: Math.round((amountMinor / base - 1) * 100), periods: others }
  }
  const sincePrevious = against(monthsBefore(last, span))
  const sinceLastYear = against(monthsBefore(last, 12))
  return sincePrevious || sinceLastYear
    ? [{ currency, periods, amountMinor, sincePrevious, sinceLastYear }]
    : []
}

function sumOf(
  months: ReadonlyMap<string, number>,
  periods: readonly string[],
): number | undefined {
  let sum = 0
  for (const period of periods) {
    const amount = months.get(period)
    if (amount === undefined) return undefined
    sum += amount
  }
  return sum
}

function monthsUpTo(last: string): string[] {
  return Array.from({ length: span }, (_, at) => monthsBefore(last, span - 1 - at))
}

export function monthsBefore(period: string, count: number): string {
  const [year, month] = period.split('-').map(Number) as [number, number]
  const index = year * 12 + month - 1 - count
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}
