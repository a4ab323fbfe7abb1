import { type Dialect, mostColumns } from './detect-dialect.ts'
import { splitRecords } from './split-records.ts'

/**
 * One title per column of the dialect, at most 500: that of the header, or the letter a spreadsheet shows for the
 * column (`A`, `B`, … `AA`) where there is none.
 */
export function columnTitles(text: string, dialect: Dialect): string[] {
  const header = dialect.hasHeader ? headerCells(text, dialect) : []
  return Array.from(
    { length: Math.min(dialect.columns, mostColumns) },
    (_, column) =>
      header[column]?.slice(0, 200).replace(/\s+/g, ' ').trim() || columnLetter(column),
  )
}

function headerCells(text: string, { separator, firstLine }: Dialect): readonly string[] {
  for (const { line, cells } of splitRecords(text, separator)) if (line >= firstLine) return cells
  return []
}

function columnLetter(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnLetter(Math.floor(column / 26) - 1) + letter
}
