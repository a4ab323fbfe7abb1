import { readSale, readSaleKey, salesRoot } from '../../core/crdt/customer-sales.ts'
import type { Connection } from '../storage/connection.ts'
import type { Projection } from './projection.ts'

/** Monthly sales of customers and branches. */
export function salesProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from customer_sales where customer_id = ? and period = ?')
  const upsert = writer.prepared(`insert into customer_sales
      (customer_id, period, doc_id, amount_minor, currency, orders)
    values (@customerId, @period, @documentId, @amountMinor, @currency, @orders)
    on conflict (customer_id, period) do update set doc_id = excluded.doc_id,
      amount_minor = excluded.amount_minor, currency = excluded.currency, orders = excluded.orders`)
  return {
    root: salesRoot,
    tables: ['customer_sales'],
    project({ documentId, doc, ids, changes }) {
      for (const key of ids) {
        const place = readSaleKey(key)
        if (!place) continue
        changes.add('sales', place.customerId)
        const sale = readSale(doc, key)
        if (sale) {
          const { amountMinor, currency, orders } = sale
          upsert.run({ ...place, documentId, amountMinor, currency, orders })
        } else remove.run(place.customerId, place.period)
      }
    },
  }
}
