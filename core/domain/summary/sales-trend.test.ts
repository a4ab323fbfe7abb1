import { expect, test } from 'vitest'
import { monthsBefore, salesTrends } from './sales-trend.ts'
import type { MonthlySales } from './summary.ts'

const month = (period: string, amountMinor: number, currency = 'EUR'): MonthlySales => ({
  ...{ period, amountMinor, currency },
  orders: null,
})
const run = (last: string, amounts: readonly number[], currency = 'EUR'): MonthlySales[] =>
  amounts.map((amount, at) => month(monthsBefore(last, amounts.length - 1 - at), amount, currency))

test('AIS-03 the trend compares three months with the three before and the same of last year', () => {
  const sales = run('2026-09', [10, 10, 20, 1, 1, 1, 1, 1, 1, 20, 20, 20, 10, 10, 10])
  expect(salesTrends(sales, '2026-10-13')).toEqual([
    {
      currency: 'EUR',
      periods: ['2026-07', '2026-08', '2026-09'],
      amountMinor: 30,
      sincePrevious: { percent: -50, periods: ['2026-04', '2026-05', '2026-06'] },
      sinceLastYear: { percent: -25, periods: ['2025-07', '2025-08', '2025-09'] },
    },
  ])
})

test('AIS-07 five months, or a month that is missing, make no trend', () => {
  expect(salesTrends(run('2026-09', [1, 1, 1, 1, 1]), '2026-10-13')).toEqual([])
  const holed = run('2026-09', [1, 1, 1, 1, 1, 1]).filter(({ period }) => period !== '2026-08')
  expect(salesTrends(holed, '2026-10-13')).toEqual([])
})

test('AIS-03 the month that is not over does not count', () => {
  const sales = [...run('2026-09', [10, 10, 10, 10, 10, 10]), month('2026-10', 1)]
  expect(salesTrends(sales, '2026-10-13')[0]!.sincePrevious!.percent).toBe(0)
})

test('AIS-03 currencies are never added together', () => {
  const sales = [
    ...run('2026-09', [1, 1, 1, 2, 2, 2]),
    ...run('2026-09', [3, 3, 3, 3, 3, 3], 'CHF'),
  ]
  const trends = salesTrends(sales, '2026-10-13')
  expect(trends.map(({ currency, amountMinor }) => [currency, amountMinor])).toEqual([
    ['CHF', 9],
    ['EUR', 6],
  ])
})

test('AIS-03 nothing is a percentage of nothing', () => {
  expect(salesTrends(run('2026-09', [0, 0, 0, 2, 2, 2]), '2026-10-13')).toEqual([])
})
