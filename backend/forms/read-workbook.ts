import readXlsxFile from 'read-excel-file/universal'
import type { NotImportedPart } from '../../core/imports/forms/not-imported.ts'
import type { Sheet } from '../../core/imports/xlsform/sheet-rows.ts'
import { fileRefusal } from '../../core/imports/forms/file-refusal.ts'
import { storedZip, unzip, ZipError } from './zip-archive.ts'

export interface Sheets {
  readonly sheets: Sheet[]
  readonly broken: NotImportedPart[]
}

export const largestSheet = {
  rows: 20_000,
  /** Cells and rows that are written in the file. */
  cells: 500_000,
  /** The library fills the rectangle from the first to the last cell, however few there are. */
  rectangle: 4_000_000,
  sheets: 50,
} as const

const zipLimits = { files: 1000, bytes: 32 * 1024 * 1024 } as const
const isRead = (path: string): boolean => path.endsWith('.xml') || path.endsWith('.rels')

/**
 * The sheets of an Excel workbook, of formulas the results. The library unpacks whatever it is given
 * and fills in all empty cells, so the workbook is unpacked and measured before it reads it.
 *
 * @throws AppError `E-FRM-FILE`
 */
export async function readWorkbook(content: Uint8Array): Promise<Sheets> {
  const files = unpacked(content)
  const names = sheetNames(files)
  if (names.size > largestSheet.sheets) throw fileRefusal('tooLarge')
  const broken: NotImportedPart[] = []
  for (const [path, file] of files) {
    const text = file.toString('utf8')
    if (brokenTag.test(text)) throw fileRefusal('damaged')
    if (!path.endsWith('.xml')) continue
    const xml = withoutEmptyCells(text)
    refuseFarCells(xml)
    const sheet = names.get(path)
    if (sheet !== undefined) files.set(path, Buffer.from(withoutBrokenCells(xml, sheet, broken)))
  }
  try {
    const sheets = await readXlsxFile(storedZip(files).buffer)
    return { sheets: sheets.map(({ sheet, data }) => sheetOf(sheet, data)), broken }
  } catch {
    throw fileRefusal('damaged')
  }
}

function unpacked(content: Uint8Array): Map<string, Buffer> {
  try {
    return unzip(content, zipLimits, isRead)
  } catch (error) {
    throw fileRefusal(error instanceof ZipError ? error.problem : 'damaged')
  }
}

/** The names of the sheets by the paths of their files. */
function sheetNames(files: ReadonlyMap<string, Buffer>): Map<string, string> {
  const text = (path: string): string => files.get(path)?.toString('utf8') ?? ''
  const targets = new Map<string, string>()
  for (const [, tag = ''] of text('xl/_rels/workbook.xml.rels').matchAll(
    /<Relationship\s([^<>]*)>/g,
  ))
    targets.set(attribute(tag, 'Id'), attribute(tag, 'Target').replace(/^\/?(xl\/)?/, 'xl/'))
  const names = new Map<string, string>()
  for (const [, tag = ''] of text('xl/workbook.xml').matchAll(/<sheet\s([^<>]*)>/g))
    names.set(targets.get(attribute(tag, '(?:\\w+:)?id')) ?? '', attribute(tag, 'name'))
  return names
}

function attribute(tag: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}

/** A tag that does not end, or hardly does: the library reads on and on in one. */
const brokenTag = /<[^<>]*(?:<|$)|<[^<>]{32767}/

/** Cells and rows that only have a format: spreadsheets keep some down to the last row. */
const emptyCell = /<c(?=\s)([^<>]*)(?:\/>|><\/c>)/g
const emptyRow = /<row(?=\s)([^<>]*)(?:\/>|>\s*<\/row>)/g

/** What has no address stays: it moves what stands behind it. */
function withoutEmptyCells(xml: string): string {
  const replace = (tag: string, attributes: string): string =>
    attribute(attributes, 'r') === '' ? tag : ''
  return xml.replace(emptyCell, replace).replace(emptyRow, replace)
}

function refuseFarCells(xml: string): void {
  let [rows, columns, cells] = [0, 0, 0]
  // Cells need no address: then each is beside the one before.
  for (const [, letters = '', digits = '0'] of xml.matchAll(placePattern)) {
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
    cells += 1
    rows = Math.max(rows, Number(digits))
    columns = Math.max(columns, column)
  }
  const { rows: mostRows, rectangle, cells: mostCells } = largestSheet
  if (rows > mostRows || rows * columns > rectangle || cells > mostCells)
    throw fileRefusal('tooLarge')
}

const placePattern = /<(?:\w+:)?(?:c|row)(?=[\s/>])(?:[^<>]*?\sr="([A-Z]{1,3})?(\d{1,9})")?/g
const cellPattern = /<c(\s[^<>]*?)?(?:\/>|>((?:(?!<c[\s/>])[^])*?)<\/c>)/g

/** Empties cells with an error, and formulas without a result, and tells them. */
function withoutBrokenCells(xml: string, sheet: string, broken: NotImportedPart[]): string {
  return xml.replace(cellPattern, (cell, attributes = '', inside = '') => {
    const value = /<v(?:\s[^<>]*)?>([^<]*)<\/v>/.exec(inside as string)?.[1]
    const isError = attribute(attributes as string, 't') === 'e'
    const isUncomputed = value === undefined && /<f[\s/>]/.test(inside as string)
    if (!isError && !isUncomputed) return cell
    const address = attribute(attributes as string, 'r')
    const formula = /<f(?:\s[^<>]*)?>([^<]*)<\/f>/.exec(inside as string)?.[1] ?? ''
    const what = isError ? (value ?? '') : `=${formula}`
    if (broken.length < mostBroken)
      broken.push({ where: `${sheet} ${address}`, what, reason: 'broken' })
    return `<c r="${address}"/>`
  })
}

const mostBroken = 200

function sheetOf(name: string, data: readonly (readonly unknown[])[]): Sheet {
  return {
    name,
    rows: data.map((cells, index) => ({ number: index + 1, cells: cells.map(textOf) })),
  }
}

/** Numbers and truths as XLSForms write them; days as `YYYY-MM-DD`, whatever format shows them. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .slice(0, 16)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
