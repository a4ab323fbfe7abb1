import { expect, test } from 'vitest'
import { quickRange, quickRangeNames } from './quick-range.ts'

const now = Date.parse('2026-05-20T12:00Z')

test.each([
  ['today', '2026-05-20', '2026-05-20'],
  ['last7Days', '2026-05-14', '2026-05-20'],
  ['thisMonth', '2026-05-01', '2026-05-31'],
  ['last30Days', '2026-04-21', '2026-05-20'],
  ['thisQuarter', '2026-04-01', '2026-06-30'],
  ['last12Months', '2025-05-21', '2026-05-20'],
  ['next7Days', '2026-05-20', '2026-05-26'],
] as const)('TL-10 %s is %s to %s', (name, from, to) => {
  expect(quickRange(name, now, 'Europe/Paris')).toEqual({ from, to })
})

test('TL-10 the quick ranges keep the order of the menu', () => {
  expect(quickRangeNames).toEqual([
    'today',
    'last7Days',
    'thisMonth',
    'last30Days',
    'thisQuarter',
    'last12Months',
    'next7Days',
  ])
})

test.each([
  ['today', '2026-12-31T23:30Z', 'Europe/Paris', '2027-01-01', '2027-01-01'],
  ['today', '2026-12-31T23:30Z', 'Africa/Abidjan', '2026-12-31', '2026-12-31'],
  ['thisMonth', '2028-02-10T12:00Z', 'Europe/Paris', '2028-02-01', '2028-02-29'],
  ['thisQuarter', '2026-12-31T12:00Z', 'Europe/Paris', '2026-10-01', '2026-12-31'],
  ['thisQuarter', '2026-05-31T12:00Z', 'Europe/Paris', '2026-04-01', '2026-06-30'],
  ['last12Months', '2028-02-29T12:00Z', 'Europe/Paris', '2027-03-01', '2028-02-29'],
  ['last7Days', '2026-03-29T12:00Z', 'Europe/Paris', '2026-03-23', '2026-03-29'],
] as const)('TL-10 %s at %s in %s is %s to %s', (name, at, tz, from, to) => {
  expect(quickRange(name, Date.parse(at), tz)).toEqual({ from, to })
})
