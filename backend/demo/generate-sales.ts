import { customerDocumentId } from '../../core/crdt/document-id.ts'
import { saleKey, salesRoot, type StoredSale } from '../../core/crdt/customer-sales.ts'
import { zonedAt } from '../../core/domain/time/zoned.ts'
import type { Random } from '../../core/seeded-random.ts'
import type { Services } from '../app/services.ts'
import type { GeneratedCustomer } from './generate-customers.ts'

const months = 23
/** Spring and autumn, before holidays and winter tyres, are the months of a parts distributor. */
const seasons = [0.9, 0.92, 1.05, 1.08, 1.1, 1.12, 0.95, 0.75, 1.05, 1.15, 1.1, 0.83]
const centsPerOrder = 42_000

/** Invented sales of the last 23 full months: some customers grow, some order less and less. */
export function writeSales(
  services: Services,
  customers: readonly GeneratedCustomer[],
  { random, tz, userId }: { random: Random; tz: string; userId: string },
): void {
  const at = services.now()
  const current = zonedAt(at, tz).toPlainDate().toPlainYearMonth()
  const author = { userId, deviceId: services.local.deviceId(), at }
  services.documents.write(author, (edit) => {
    for (const { id, parentId } of customers) {
      const level = 150_000 + random.below(1_400_000)
      const slope = (random.below(60) - 30) / 100 / months
      edit.document(customerDocumentId(parentId ?? id), (doc) => {
        for (let index = 0; index < months; index++) {
          const month = current.subtract({ months: months - index })
          const noise = 0.85 + random.below(31) / 100
          const amount = level * (1 + slope * index) * seasons[month.month - 1]! * noise
          doc.getMap(salesRoot).set(saleKey(id, month.toString()), {
            ...{ amountMinor: Math.round(amount), currency: 'EUR' },
            ...{ orders: Math.max(1, Math.round(amount / centsPerOrder)), by: userId, at },
          } satisfies StoredSale)
        }
      })
    }
  })
}
