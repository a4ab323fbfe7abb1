import { expect, test } from 'vitest'
import { comparedMonths } from './sales-years.ts'

test('AIS-01 each of the last twelve months stands beside the same month of the year before', () => {
  const compared = comparedMonths(
    {
      current: '2026-11',
      months: [
        { period: '2024-12', amountMinor: 10_000, orders: null },
        { period: '2025-11', amountMinor: 5050, orders: null },
        { period: '2025-12', amountMinor: 20_000, orders: null },
        { period: '2026-11', amountMinor: 7000, orders: 2 },
      ],
    },
    2,
  )
  expect(compared).toHaveLength(12)
  expect(compared[0]).toEqual({ period: '2025-12', amount: 200, yearBefore: 100 })
  expect(compared.at(-1)).toEqual({ period: '2026-11', amount: 70, yearBefore: 50.5 })
})

test('AIS-01 a month without sales is no zero', () => {
  const [first] = comparedMonths({ current: '2026-11', months: [] }, 2)
  expect(first).toEqual({ period: '2025-12', amount: null, yearBefore: null })
})

test('AIS-01 a currency without decimals is shown as it is', () => {
  const months = [{ period: '2026-11', amountMinor: 700, orders: null }]
  expect(comparedMonths({ current: '2026-11', months }, 0).at(-1)!.amount).toBe(700)
})
