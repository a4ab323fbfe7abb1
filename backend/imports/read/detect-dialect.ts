import { importSeparators } from '../../../core/contract/imports.ts'
import { parseDecimal } from '../../../core/imports/normalise.ts'
import { suggestMapping } from '../../../core/imports/suggest-mapping.ts'
import { type FileRecord, splitRecords } from './split-records.ts'

export type ImportSeparator = (typeof importSeparators)[number]

/** As many columns as the contract lets people map; further ones are read over. */
export const mostColumns = 500

/** How a file is to be read. */
export interface Dialect {
  readonly separator: ImportSeparator
  readonly hasHeader: boolean
  /** Line of the header or of the first row; what stands before is no data. */
  readonly firstLine: number
  /** Cells of a complete row. */
  readonly columns: number
  /**
   * What a row with fewer cells is: `pad` where the program that wrote the file leaves out empty
   * cells at the end of a row, as Excel does in blocks of 16 rows; else `refuse`, a broken line.
   */
  readonly shortRows: 'pad' | 'refuse'
}

/** What the user decided on the mapping screen. */
export interface DialectChoice {
  readonly separator?: ImportSeparator | undefined
  readonly hasHeader?: boolean | undefined
}

const sampleRecords = 1000
const sampleLength = 200_000
const longestTitle = 200
/** Titles above the header: a company name, a date, a blank line. */
const mostLinesBeforeHeader = 10
/** As many short rows in sequence are a habit of the program, not an accident. */
const habitualRun = 8

/**
 * Finds separator, header and width of a text from its first thousand records; a choice goes before
 * what is found.
 */
export function detectDialect(text: string, choice: DialectChoice = {}): Dialect {
  const named = separatorLine(text)
  const separator = choice.separator ?? named?.separator ?? detectSeparator(text)
  const records = sample(text, separator, named?.length ?? 0)
  const width = commonWidth(records)
  const header = findHeader(records, width)
  const hasHeader = choice.hasHeader ?? header !== undefined
  const first = header ?? records[0]
  const rows = records.slice(records.indexOf(first!) + (hasHeader ? 1 : 0))
  const titles = hasHeader ? filledWidth(first?.cells ?? []) : 0
  const columns = Math.max(titles, rows.length > 0 ? commonWidth(rows) : width, 1)
  return {
    separator,
    hasHeader,
    firstLine: first?.line ?? 1,
    columns,
    shortRows: leavesOutEmptyCells(rows, columns) ? 'pad' : 'refuse',
  }
}

/** `sep=;`, which tells Excel the separator and stands before everything else. */
function separatorLine(text: string): { separator: ImportSeparator; length: number } | undefined {
  const match = /^"?sep=(.)"?(?:\r\n|\r|\n)/i.exec(text.slice(0, 12))
  const separator = importSeparators.find((one) => one === match?.[1])
  return match && separator ? { separator, length: match[0].length } : undefined
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

/** The first records that are not blank and begin at or after `start`. */
function sample(text: string, separator: string, start = 0): FileRecord[] {
  const records: FileRecord[] = []
  for (const record of splitRecords(text, separator)) {
    if (record.end > start && !isBlank(record.cells)) records.push(record)
    if (records.length >= sampleRecords || record.end > sampleLength) break
  }
  return records
}

/**
 * The separator that cuts most records into the same number of cells. Between equals the earlier of
 * `;` TAB `|` `,` wins: a comma is also a decimal sign, which cuts `A;48,85;2,35` just as evenly.
 */
function detectSeparator(text: string): ImportSeparator {
  let best: ImportSeparator | undefined
  let bestScore = 0
  for (const separator of [';', '\t', '|', ','] as const) {
    const records = sample(text, separator)
    const width = commonWidth(records)
    if (width < 2) continue
    const even = records.filter(
      ({ cells, isMalformed }) => cells.length === width && !isMalformed,
    ).length
    // A little for the width: two even columns may be chance, ten are not.
    const score = (even / records.length) * (1 - 1 / (width + 1))
    if (score <= bestScore) continue
    bestScore = score
    best = separator
  }
  // One column: a separator that the text does not contain leaves its lines whole.
  const start = text.slice(0, sampleLength)
  return best ?? importSeparators.find((separator) => !start.includes(separator)) ?? ';'
}

/** The most frequent number of cells; the larger of two equally frequent ones. */
function commonWidth(records: readonly FileRecord[]): number {
  const counts = new Map<number, number>()
  for (const { cells, isMalformed } of records)
    if (!isMalformed) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  let width = 0
  for (const [cells, count] of counts) {
    const most = counts.get(width) ?? 0
    if (count > most || (count === most && cells > width)) width = cells
  }
  return width
}

/** Number of cells up to the last one that is not blank. */
function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1
}

/** The header among the first records; a line further down must be one beyond doubt. */
function findHeader(records: readonly FileRecord[], width: number): FileRecord | undefined {
  const below = records
    .slice(0, mostLinesBeforeHeader)
    .find(({ cells }) => cells.length >= width && knownTitles(cells) >= 2)
  if (below) return below
  const [first, ...rows] = records
  return first && looksLikeHeader(first.cells, rows) ? first : undefined
}

function knownTitles(cells: readonly string[]): number {
  const titles = cells.slice(0, mostColumns).map((cell) => cell.slice(0, longestTitle))
  return suggestMapping(titles).filter((field) => field !== null).length
}

/** A number, a telephone number, a postcode, an e-mail address: what no title is. */
function isValue(cell: string): boolean {
  const text = cell.slice(0, longestTitle).trim()
  return parseDecimal(text) !== null || /^\+?\d[\d .()/-]{3,}$/.test(text) || /\S@\S/.test(text)
}

/**
 * A first line with a known title, or with words above a column of values. Without such evidence it
 * counts as a row: a title taken for a customer is seen in the preview, a customer taken for a title
 * is missed by nobody.
 */
function looksLikeHeader(first: readonly string[], rows: readonly FileRecord[]): boolean {
  if (first.some(isValue)) return false
  if (knownTitles(first) >= 1) return true
  return first.some((title, column) => {
    const cells = rows.map(({ cells }) => cells[column]?.trim() ?? '').filter((cell) => cell !== '')
    return title.trim() !== '' && cells.length > 0 && cells.every(isValue)
  })
}

function leavesOutEmptyCells(rows: readonly FileRecord[], columns: number): boolean {
  let run = 0
  let runWidth = 0
  for (const { cells } of rows) {
    // Lines broken in two of the same width are broken lines all the same.
    const isShort = cells.length < columns && cells.length * 2 !== columns + 1
    run = isShort && cells.length === runWidth ? run + 1 : isShort ? 1 : 0
    runWidth = cells.length
    if (run >= Math.min(habitualRun, rows.length)) return true
  }
  return false
}
