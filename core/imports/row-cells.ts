import { cleanCell } from './clean-cell.ts'
import type { ColumnMapping, ImportFieldKey } from './import-fields.ts'
import { type RowProblem, type RowProblemCode, rowProblem } from './row-problem.ts'

/** The cells of one row by field, and the list that the readers of single fields report to. */
export interface RowCells {
  /** The clean text of the field's cell; `undefined` when no column is mapped to it. */
  text(field: ImportFieldKey): string | undefined
  /** The cell as it stands in the file. */
  raw(field: ImportFieldKey): string
  /** Reports the field with its original value. */
  warn(code: RowProblemCode, field: ImportFieldKey): void
  readonly warnings: readonly RowProblem[]
}

export function rowCells(cells: readonly string[], mapping: ColumnMapping): RowCells {
  const warnings: RowProblem[] = []
  const raw = (field: ImportFieldKey) => cells[mapping.indexOf(field)] ?? ''
  return {
    text: (field) => (mapping.includes(field) ? cleanCell(raw(field)) : undefined),
    raw,
    warn: (code, field) => warnings.push(rowProblem(code, field, raw(field))),
    warnings,
  }
}
