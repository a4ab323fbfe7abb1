import type { ImportFieldKey } from './import-fields.ts'
import type { SalesFieldKey } from './sales-fields.ts'

/**
 * Everything that can be said about a row of an imported file. The union is closed: the interface
 * has one sentence per code in each language. Whether a problem refuses the row or only leaves a
 * field empty follows from the list it stands in (`errors` or `warnings`).
 */
export const rowProblemCodes = [
  // The line could not be cut into cells
  'quote_malformed',
  'too_many_cells',
  'too_few_cells',
  // A cell
  'missing_name',
  'name_too_long',
  'email_invalid',
  'coordinates_invalid',
  'country_unknown',
  'frequency_invalid',
  'value_truncated',
  'value_not_understood',
  // The row among the others
  'duplicate_external_id',
  'parent_unknown',
  'parent_cycle',
  // A row of monthly sales
  'sales_no_customer',
  'customer_unknown',
  'customer_ambiguous',
  'month_serial',
  'month_not_understood',
  'amount_not_understood',
  'other_currency',
  'duplicate_month',
] as const

export type RowProblemCode = (typeof rowProblemCodes)[number]

export interface RowProblem {
  readonly code: RowProblemCode
  /** `null` when the whole line is meant. */
  readonly field: ImportFieldKey | SalesFieldKey | null
  /** The original value, shortened to 200 characters for display. */
  readonly value: string
}

const longestShownValue = 200

/** A problem with `value` shortened, so that a pasted novel does not travel through the interface. */
export function rowProblem(
  code: RowProblemCode,
  field: ImportFieldKey | SalesFieldKey | null,
  value: string,
): RowProblem {
  return { code, field, value: value.slice(0, longestShownValue).toWellFormed() }
}
