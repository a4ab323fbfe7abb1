import { importSeparators } from '../../core/contract/imports.ts'
import type { NotImportedPart } from '../../core/imports/forms/not-imported.ts'
import { columnOf, type Sheet } from '../../core/imports/xlsform/sheet-rows.ts'
import { splitRecords } from '../imports/read/split-records.ts'
import { fileRefusal } from '../../core/imports/forms/file-refusal.ts'
import { largestSheet, type Sheets } from './read-workbook.ts'

type Row = Sheet['rows'][number]

/**
 * The sheets of a text file: one survey sheet, or several as pyxform writes them: a line with the name
 * of a sheet, then its rows, whose first cell is empty.
 *
 * @throws AppError `E-FRM-FILE` for more rows than a workbook may have
 */
export function readCsvSheets(text: string): Sheets {
  const readings = importSeparators.map((separator) => readWith(text, separator))
  return readings.find(({ sheets }) => sheets.some(isSurvey)) ?? readings[0]!
}

function isSurvey({ name, rows: [header] }: Sheet): boolean {
  const columns = header?.cells.map((cell) => columnOf(cell).name) ?? []
  return name === 'survey' && columns.includes('type') && columns.includes('name')
}

function readWith(text: string, separator: (typeof importSeparators)[number]): Sheets {
  const rows: Row[] = []
  const broken: NotImportedPart[] = []
  for (const { line, cells, isMalformed } of splitRecords(text, separator)) {
    const isBlank = cells.every((cell) => cell.trim() === '')
    if (isBlank || (rows.length === 0 && /^"?sep=.?/i.test(cells[0] ?? ''))) continue
    if (rows.length >= largestSheet.rows) throw fileRefusal('tooLarge')
    if (isMalformed)
      broken.push({ where: `${line}`, what: cells.join(separator).slice(0, 100), reason: 'broken' })
    else rows.push({ number: line, cells })
  }
  const [first] = rows
  return { sheets: first && isSheetName(first) ? named(rows) : [{ name: 'survey', rows }], broken }
}

/** One cell in the row, and that the first; a survey sheet begins with more. */
function isSheetName({ cells: [first = '', ...others] }: Row): boolean {
  return first.trim() !== '' && others.every((cell) => cell.trim() === '')
}

function named(rows: readonly Row[]): Sheet[] {
  const sheets: { name: string; rows: Row[] }[] = []
  for (const row of rows)
    if (isSheetName(row)) sheets.push({ name: row.cells[0]!.trim().toLowerCase(), rows: [] })
    else sheets.at(-1)?.rows.push({ number: row.number, cells: row.cells.slice(1) })
  return sheets
}
