import Papa from 'papaparse'
import writeExcelFile, { type Cell } from 'write-excel-file/node'
import type { Locale } from '../../core/contract/scalars.ts'
import { guardFormula } from '../imports/read/write-refused-rows.ts'
import type { ReportTable, TableCell } from './report-table.ts'

/** Limits of the format. */
const sheetNameLength = 31
const cellLength = 32_767

/** One sheet for each table; texts stay texts, whatever they begin with. */
export async function writeXlsx(tables: readonly ReportTable[]): Promise<Uint8Array> {
  const names = uniqueNames(tables.map(({ title }) => sheetName(title)))
  const sheets = tables.map(({ rows }, index) => ({
    data: rows.map((row, at) => row.map((cell) => xlsxCell(cell, at === 0))),
    sheet: names[index] ?? '',
    stickyRowsCount: 1,
    columns: (rows[0] ?? []).map(() => ({ width: 22 })),
  }))
  return new Uint8Array(await writeExcelFile(sheets).toBuffer())
}

function xlsxCell(cell: TableCell, isHeader: boolean): Cell {
  if (cell === null) return null
  if (typeof cell === 'number') return { type: Number, value: cell }
  if (typeof cell === 'string')
    return {
      type: String,
      value: cell.slice(0, cellLength),
      ...(isHeader && { fontWeight: 'bold' as const }),
    }
  const format = cell.hasTime ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd'
  return { type: Date, value: new Date(cell.wallMs), format }
}

/**
 * UTF-8 with byte order mark, with the separators that spreadsheets of the language read: `;` and the
 * decimal comma in French.
 */
export function writeCsv({ rows }: ReportTable, locale: Locale): Uint8Array {
  const csv = Papa.unparse(
    rows.map((row) => row.map((cell) => csvCell(cell, locale))),
    { delimiter: locale === 'fr' ? ';' : ',', newline: '\r\n' },
  )
  return new TextEncoder().encode(`\ufeff${csv}\r\n`)
}

function csvCell(cell: TableCell, locale: Locale): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return guardFormula(cell)
  if (typeof cell === 'number')
    return locale === 'fr' ? String(cell).replace('.', ',') : String(cell)
  const text = new Date(cell.wallMs).toISOString()
  return cell.hasTime ? text.slice(0, 16).replace('T', ' ') : text.slice(0, 10)
}

/** Names that differ without regard to case, each within the limit of a sheet's name. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let unique = name
    for (let number = 2; taken.has(unique.toLowerCase()); number += 1) {
      const suffix = ` (${number})`
      unique = name.slice(0, sheetNameLength - suffix.length) + suffix
    }
    taken.add(unique.toLowerCase())
    return unique
  })
}

function sheetName(title: string): string {
  const allowed = title.replace(/[[\]:*?/\\]/g, ' ').replace(/^'|'$/g, '')
  return allowed.trim().slice(0, sheetNameLength).trim() || '-'
}
