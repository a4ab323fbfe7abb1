import Papa from 'papaparse'
import type { RowProblem } from '../../../core/imports/row-problem.ts'
import type { ImportSeparator } from './detect-dialect.ts'

export interface RefusedRow {
  /** Line of the imported file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  readonly problems: readonly RowProblem[]
}

/** The words of the user's language. */
export interface RefusedRowsWording {
  readonly line: string
  readonly reason: string
  describe(problem: RowProblem): string
}

/**
 * The refused rows as a file to correct and to import again: the separator of the original, UTF-8
 * with byte order mark (Excel reads other UTF-8 files as Windows-1252), and two columns in front for
 * line and reason. In front, because a row with too many cells would push them out of their column.
 */
export function writeRefusedRows(
  rows: readonly RefusedRow[],
  titles: readonly string[],
  separator: ImportSeparator,
  wording: RefusedRowsWording,
): Uint8Array {
  const header = [wording.line, wording.reason, ...titles]
  const lines = rows.map(({ line, cells, problems }) => [
    String(line),
    problems.map((problem) => wording.describe(problem)).join(' '),
    ...cells,
  ])
  // `escapeFormulae` stays off: papaparse would also put its quote before « -5 » and « +33 1 … ».
  const csv = Papa.unparse(
    [header, ...lines].map((cells) => cells.map(guardFormula)),
    { delimiter: separator, newline: '\r\n' },
  )
  return new TextEncoder().encode(`\ufeff${csv}\r\n`)
}

/** What a spreadsheet takes for a formula, the full-width signs of Asian keyboards included. */
const formulaStart = /^\s*[=+\-@＝＋－＠]/
const startsWithControl = /^[\t\r]/
const plainNumber = /^[+-]?\d[\d\s.,]*%?$/
const telephoneNumber = /^\+\d[\d\s().-]*$/

/**
 * Puts a quote before a cell that a spreadsheet would run as a formula: the file came from outside
 * and is opened here. `cleanCell` takes the quote off again when the corrected file is imported.
 */
export function guardFormula(cell: string): string {
  if (!formulaStart.test(cell) && !startsWithControl.test(cell)) return cell
  const text = cell.trim()
  if (plainNumber.test(text) || telephoneNumber.test(text)) return cell
  return `'${text}`
}
