import { readMonth } from '../domain/sales/read-month.ts'
import { looseHeaderKey } from './header-key.ts'
import { type SalesFieldKey, salesFields, type SalesMapping } from './sales-fields.ts'

const fieldOfTitle = new Map<string, SalesFieldKey>(
  salesFields.flatMap(({ key, titles }) =>
    titles.map((title): [string, SalesFieldKey] => [looseHeaderKey(title), key]),
  ),
)

/** Proposes what each column of a file of sales is: by its title, or a month's amount where that is one. */
export function suggestSalesMapping(headers: readonly string[]): SalesMapping {
  const taken = new Set<SalesFieldKey>()
  return headers.map((title) => {
    if (readMonth(title).ok) return 'amountOfTitle'
    const field = fieldOfTitle.get(looseHeaderKey(title))
    if (field === undefined || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

/** Whether rows can be read: whose they are, and an amount with its month. */
export function isSalesMappingComplete(mapping: SalesMapping): boolean {
  const hasCustomer = mapping.includes('customerCode') || mapping.includes('customerName')
  const isLong = mapping.includes('month') && mapping.includes('amount')
  return hasCustomer && (isLong || mapping.includes('amountOfTitle'))
}
