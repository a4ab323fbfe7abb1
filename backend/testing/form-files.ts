import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeXlsxFile, { type Cell } from 'write-excel-file/node'
import type { Sheet } from '../../core/imports/xlsform/sheet-rows.ts'
import { storedZip } from '../forms/zip-archive.ts'

/** For tests: an XLSForm of `backend/forms/fixtures`, in pyxform's form of one text file. */
export function formFixture(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, '../forms/fixtures', name))
}

/** For tests: a workbook as Excel has it. */
export async function workbook(
  ...sheets: readonly (readonly [string, readonly (readonly Cell[])[]])[]
): Promise<Uint8Array> {
  const written = writeXlsxFile(
    sheets.map(([sheet, rows]) => ({ sheet, data: rows.map((cells) => [...cells]) })),
  )
  return new Uint8Array(await written.toBuffer())
}

/** For tests: the workbook of sheets that were read from elsewhere. */
export function workbookOf(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return workbook(
    ...sheets.map(
      ({ name, rows }) =>
        [name, rows.map(({ cells }) => cells.map((value) => ({ value, type: String })))] as const,
    ),
  )
}

/** For tests: a workbook of one sheet, from its rows in XML. */
export function workbookOfXml(rows: string, name = 'survey'): Uint8Array {
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const files = {
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  }
  return storedZip(
    new Map(Object.entries(files).map(([path, xml]) => [path, new TextEncoder().encode(xml)])),
  )
}

/** For tests: a row of `workbookOfXml` with texts from column A on. */
export function xmlRow(number: number, ...texts: readonly string[]): string {
  const cells = texts.map(
    (text, column) =>
      `<c r="${String.fromCharCode(65 + column)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
  )
  return `<row r="${number}">${cells.join('')}</row>`
}
