import type { CustomerSales } from '../../../core/contract/sales.ts'

/** A month of the year that ends now, and the same a year before. */
export interface ComparedMonth {
  /** `YYYY-MM` of the later one. */
  readonly period: string
  /** In the currency's unit; `null` where nothing was imported. */
  readonly amount: number | null
  readonly yearBefore: number | null
}

/**
 * The last twelve months with the current one, the oldest first, each beside the same month of the year
 * before.
 *
 * @param digits decimals of the currency
 */
export function comparedMonths(
  { current, months }: Pick<CustomerSales, 'current' | 'months'>,
  digits: number,
): ComparedMonth[] {
  const amounts = new Map(
    months.map(({ period, amountMinor }) => [period, amountMinor / 10 ** digits]),
  )
  return Array.from({ length: 12 }, (_, index) => {
    const period = monthsBefore(current, 11 - index)
    return {
      period,
      amount: amounts.get(period) ?? null,
      yearBefore: amounts.get(monthsBefore(period, 12)) ?? null,
    }
  })
}

function monthsBefore(period: string, count: number): string {
  const [year = 0, month = 1] = period.split('-').map(Number)
  const index = year * 12 + month - 1 - count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}
