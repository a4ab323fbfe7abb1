import { type RowProblem, rowProblem } from '../../../core/imports/row-problem.ts'
import { type Dialect, mostColumns } from './detect-dialect.ts'
import { splitRecords } from './split-records.ts'

/** A data row of the file. */
export interface ReadRow {
  /** Line of the file where the row begins, from 1. */
  readonly line: number
  /** As many as there are columns, at most 500; of a refused row, what could be made of it. */
  readonly cells: readonly string[]
  /** Why the line cannot be a row; such a row is refused. */
  readonly problem: RowProblem | null
}

export interface RowChunk {
  readonly rows: readonly ReadRow[]
  /** Part of the text that has been read, from 0 to 1. */
  readonly done: number
}

const chunkRows = 500
/** Also without 500 rows: blank lines and long cells take time too. */
const chunkLength = 64_000

/**
 * Reads the rows of a text in chunks of at most 500, so that a caller can do other work or stop
 * between two chunks. Blank rows are left out, but count as lines.
 *
 * Nothing throws: a line that cannot be cut is a row with `quote_malformed`, and one with more or
 * fewer cells than the file has columns is a row with `too_many_cells` or `too_few_cells` (blank
 * cells too many at the end are dropped).
 */
export function* readRows(text: string, dialect: Dialect): Generator<RowChunk, void> {
  const { separator, firstLine, hasHeader } = dialect
  let rows: ReadRow[] = []
  let chunkStart = 0
  for (const { line, cells, isMalformed, end } of splitRecords(text, separator)) {
    const isData = hasHeader ? line > firstLine : line >= firstLine
    if (isData && cells.some((cell) => cell.trim() !== ''))
      rows.push(readRow(line, cells, isMalformed, dialect))
    if (rows.length < chunkRows && end - chunkStart < chunkLength) continue
    yield { rows, done: Math.min(1, end / text.length) }
    rows = []
    chunkStart = end
  }
  yield { rows, done: 1 }
}

function readRow(
  line: number,
  cells: readonly string[],
  isMalformed: boolean,
  { columns, separator, shortRows }: Dialect,
): ReadRow {
  const refused = (code: RowProblem['code']): ReadRow => ({
    line,
    cells,
    problem: rowProblem(code, null, cells.join(separator)),
  })
  if (isMalformed) return refused('quote_malformed')
  if (cells.length < columns && shortRows === 'refuse') return refused('too_few_cells')
  if (cells.slice(columns).some((cell) => cell.trim() !== '')) return refused('too_many_cells')
  const width = Math.min(columns, mostColumns)
  const row = Array.from({ length: width }, (_, column) => cells[column] ?? '')
  return { line, cells: row, problem: null }
}
