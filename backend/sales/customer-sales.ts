import type { CustomerSales } from '../../core/contract/sales.ts'
import { zonedAt } from '../../core/domain/time/zoned.ts'
import type { MonthlySales } from '../../core/domain/summary/summary.ts'
import { organisation, type Services } from '../app/services.ts'
import { descendantIds } from '../customers/customer-lookup.ts'
import type { CustomerSalesTable } from '../storage/schema.ts'

const shownMonths = 24

/** The months of one customer with its branches or without; `otherCurrencies` are left out. */
export function customerSales(
  services: Services,
  customerId: string,
  branches: boolean,
): Omit<CustomerSales, 'may'> {
  const { clock, db } = services
  const today = zonedAt(clock.now(), organisation(services).tz).toPlainDate()
  const current = today.toPlainYearMonth()
  const since = current.subtract({ months: shownMonths - 1 }).toString()
  const ids = branches ? [customerId, ...descendantIds(services, customerId)] : [customerId]
  const ofOne = db.reader.prepared(
    `select period, amount_minor, currency, orders from customer_sales
     where customer_id = ? and period >= ? and period <= ?`,
  )
  const rows = ids.flatMap((id) => ofOne.all(id, since, current.toString()) as CustomerSalesTable[])
  const currency = mostUsed(rows)
  const ofCurrency = rows.filter((row) => row.currency === currency)
  const months = new Map<string, CustomerSales['months'][number]>()
  for (const { period, amount_minor, orders } of ofCurrency) {
    const before = months.get(period)
    months.set(period, {
      period,
      amountMinor: (before?.amountMinor ?? 0) + amount_minor,
      orders: orders === null ? (before?.orders ?? null) : (before?.orders ?? 0) + orders,
    })
  }
  return {
    currency,
    current: current.toString(),
    months: [...months.values()].sort((a, b) => (a.period < b.period ? -1 : 1)),
    otherCurrencies: rows.length - ofCurrency.length,
  }
}

/** The same as a summary reads it, the oldest first. */
export function salesForSummary(
  services: Services,
  customerId: string,
  branches: boolean,
): MonthlySales[] {
  const { currency, months } = customerSales(services, customerId, branches)
  return currency === null ? [] : months.map((month) => ({ ...month, currency }))
}

function mostUsed(rows: readonly CustomerSalesTable[]): string | null {
  const counts = [...Map.groupBy(rows, ({ currency }) => currency)]
  return counts.sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null
}
