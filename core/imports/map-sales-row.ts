import { readAmount, readCurrency } from '../domain/sales/read-amount.ts'
import { readMonth } from '../domain/sales/read-month.ts'
import { cleanCell } from './clean-cell.ts'
import { parseDecimal } from './normalise.ts'
import { type RowProblem, rowProblem } from './row-problem.ts'
import type { SalesFieldKey, SalesMapping } from './sales-fields.ts'

/** One month's sales as the row says them. */
export interface MappedSale {
  readonly period: string
  readonly amountMinor: number
  readonly orders: number | null
}

export interface MappedSalesRow {
  readonly code: string | null
  readonly name: string | null
  readonly sales: readonly MappedSale[]
  readonly warnings: readonly RowProblem[]
}

export type MapSalesRowResult =
  | ({ readonly ok: true } & MappedSalesRow)
  | { readonly ok: false; readonly errors: readonly RowProblem[] }

/**
 * Reads a row of a file of monthly sales: one month a row, or one month a column whose title names it.
 * An empty cell of a month's column says nothing about that month.
 *
 * @param titles of all columns
 * @param currency of the file; a row in another one is refused
 */
export function mapSalesRow(
  cells: readonly string[],
  mapping: SalesMapping,
  titles: readonly string[],
  currency: string,
): MapSalesRowResult {
  const text = (field: SalesFieldKey): string => cleanCell(cells[mapping.indexOf(field)] ?? '')
  const [code, name] = [text('customerCode'), text('customerName')]
  if (code === '' && name === '')
    return { ok: false, errors: [rowProblem('sales_no_customer', null, '')] }
  const named = text('currency')
  if (named !== '' && readCurrency(named) !== currency)
    return { ok: false, errors: [rowProblem('other_currency', 'currency', named)] }

  const errors: RowProblem[] = []
  const warnings: RowProblem[] = []
  const sales: MappedSale[] = []
  const orders = readOrders(text('orders'), warnings)
  const add = (field: SalesFieldKey, month: string, cell: string, count: number | null): void => {
    const read = readMonth(month)
    const amount = readAmount(cell, currency)
    if (!read.ok) errors.push(rowProblem(read.problem, 'month', month))
    if (!amount) errors.push(rowProblem('amount_not_understood', field, cell))
    else if (amount.currency !== null && amount.currency !== currency)
      errors.push(rowProblem('other_currency', field, cell))
    else if (read.ok)
      sales.push({ period: read.period, amountMinor: amount.amountMinor, orders: count })
  }
  if (mapping.includes('month') && mapping.includes('amount'))
    add('amount', text('month'), text('amount'), orders)
  for (const [column, field] of mapping.entries()) {
    const cell = cleanCell(cells[column] ?? '')
    if (field === 'amountOfTitle' && cell !== '')
      add('amountOfTitle', titles[column] ?? '', cell, null)
  }
  if (errors.length > 0) return { ok: false, errors }
  return { ok: true, code: code || null, name: name || null, sales, warnings }
}

function readOrders(text: string, warnings: RowProblem[]): number | null {
  if (text === '') return null
  const count = parseDecimal(text)
  if (count !== null && Number.isInteger(count) && count >= 0 && count <= 1e9) return count
  warnings.push(rowProblem('value_not_understood', 'orders', text))
  return null
}
