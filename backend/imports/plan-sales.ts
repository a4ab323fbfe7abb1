import { AppError } from '../../core/contract/app-error.ts'
import { mapSalesRow } from '../../core/imports/map-sales-row.ts'
import { type RowProblem, rowProblem } from '../../core/imports/row-problem.ts'
import type { SalesMapping } from '../../core/imports/sales-fields.ts'
import { isSalesMappingComplete } from '../../core/imports/suggest-sales-mapping.ts'
import { saleKey } from '../../core/crdt/customer-sales.ts'
import type { Services } from '../app/services.ts'
import type { ImportSession } from './import-session.ts'
import { readRows } from './read/read-rows.ts'
import type { RefusedRow } from './read/write-refused-rows.ts'
import { salesCustomers } from './sales-customers.ts'

export interface SalesChoices {
  readonly mapping: SalesMapping
  /** ISO 4217, of all rows. */
  readonly currency: string
}

/** A month that the file says something about. */
export interface PlannedSale {
  readonly key: string
  readonly documentId: string
  readonly amountMinor: number
  readonly currency: string
  readonly orders: number | null
}

export interface SalesPlan {
  readonly rowCount: number
  readonly sales: readonly PlannedSale[]
  readonly refused: readonly RefusedRow[]
  readonly warnings: readonly { readonly line: number; readonly problem: RowProblem }[]
}

/**
 * Reads and maps all rows of a file of monthly sales. Of two rows about one month of a customer the last
 * one counts. Gives way to other work after every 500 rows.
 *
 * @param progress called with the number of rows read
 * @throws AppError `E-IMP-SALES-COLUMNS` when a column that is needed is not mapped
 */
export async function planSales(
  { db }: Services,
  session: ImportSession,
  { mapping, currency }: SalesChoices,
  progress: (rows: number) => void,
  signal: AbortSignal,
): Promise<SalesPlan> {
  if (!isSalesMappingComplete(mapping))
    throw new AppError('E-IMP-SALES-COLUMNS', 'customer, month or amount is not mapped')
  const customerOf = salesCustomers(db.reader)
  const sales = new Map<string, PlannedSale>()
  const refused: RefusedRow[] = []
  const warnings: { line: number; problem: RowProblem }[] = []
  let rowCount = 0
  for (const { rows } of readRows(session.text, session.dialect)) {
    signal.throwIfAborted()
    for (const { line, cells, problem } of rows) {
      rowCount++
      const row = problem
        ? { ok: false as const, errors: [problem] }
        : mapSalesRow(cells, mapping, session.columns, currency)
      if (!row.ok) {
        refused.push({ line, cells, problems: row.errors })
        continue
      }
      const customer = customerOf(row.code, row.name)
      if ('problem' in customer) {
        const field = row.code === null ? 'customerName' : 'customerCode'
        const found = rowProblem(customer.problem, field, row.code ?? row.name ?? '')
        refused.push({ line, cells, problems: [found] })
        continue
      }
      warnings.push(...row.warnings.map((each) => ({ line, problem: each })))
      for (const { period, amountMinor, orders } of row.sales) {
        const key = saleKey(customer.id, period)
        if (sales.has(key))
          warnings.push({ line, problem: rowProblem('duplicate_month', 'month', period) })
        sales.set(key, { key, documentId: customer.documentId, amountMinor, currency, orders })
      }
    }
    progress(rowCount)
    await new Promise(setImmediate)
  }
  return { rowCount, sales: [...sales.values()], refused, warnings }
}
