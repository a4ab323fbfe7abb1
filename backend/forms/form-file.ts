import { AppError } from '../../core/contract/app-error.ts'
import { type FormDefinition, formDefinitionSchema } from '../../core/contract/form-definition.ts'
import type { NotImported } from '../../core/contract/forms.ts'
import { isJsonForms, readJsonForms } from '../../core/imports/json-forms/read-json-forms.ts'
import { readXlsForm } from '../../core/imports/xlsform/read-xlsform.ts'
import { decodeText } from '../imports/read/decode-text.ts'
import { fileRefusal } from '../../core/imports/forms/file-refusal.ts'
import { readCsvSheets } from './read-csv-sheets.ts'
import { readWorkbook, type Sheets } from './read-workbook.ts'

/** A form as a file that another workspace can import (FRM-09). */
export function formFile(definition: FormDefinition): { name: string; content: Uint8Array } {
  const { title, version } = definition
  const words = (title.fr ?? title.en ?? '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  return {
    name: `${words || 'form'}-v${version}.json`,
    content: new TextEncoder().encode(`${JSON.stringify(definition, null, 2)}\n`),
  }
}

export interface ImportedForm {
  readonly definition: FormDefinition
  readonly notImported: NotImported[]
}

export const largestFormBytes = 10 * 1024 * 1024

/**
 * Reads a form: of this application (JSON), of JSON Forms (JSON) or an XLSForm (`.xlsx`, `.csv`). What
 * the file is, it says itself; its name gives the title where nothing else does.
 *
 * @throws AppError `E-FRM-FILE`, with the first thing that is wrong
 */
export async function readFormFile(name: string, content: Uint8Array): Promise<ImportedForm> {
  if (content.length === 0) throw fileRefusal('empty')
  if (content.length > largestFormBytes) throw fileRefusal('tooLarge')
  if (zipMarks.some((mark) => startsWith(content, mark)))
    return xlsForm(await readWorkbook(content), name)
  if (startsWith(content, oldWorkbookMark)) throw fileRefusal('xls')
  const text = textOf(content)
  return /^\s*[{[]/.test(text) ? readJson(name, text) : xlsForm(readCsvSheets(text), name)
}

const zipMarks = [
  [0x50, 0x4b, 0x03, 0x04],
  // An archive of nothing.
  [0x50, 0x4b, 0x05, 0x06],
]
const oldWorkbookMark = [0xd0, 0xcf, 0x11, 0xe0]

function startsWith(content: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => content[at] === byte)
}

function textOf(content: Uint8Array): string {
  try {
    return decodeText(content).text
  } catch (error) {
    const isEmpty = error instanceof AppError && error.code === 'E-IMP-EMPTY'
    throw fileRefusal(isEmpty ? 'empty' : 'format')
  }
}

function xlsForm({ sheets, broken }: Sheets, name: string): ImportedForm {
  const { definition, notImported } = readXlsForm(sheets, titleOf(name))
  return { definition, notImported: [...broken, ...notImported] }
}

function readJson(name: string, text: string): ImportedForm {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw fileRefusal('format')
  }
  if (isNestedDeeper(value, deepestJson)) throw fileRefusal('format')
  if (isJsonForms(value)) return readJsonForms(value, titleOf(name))
  const parsed = formDefinitionSchema.safeParse(value)
  if (parsed.success) return { definition: parsed.data, notImported: [] }
  throw fileRefusal('format', parsed.error.issues[0]?.path.join('.'))
}

/** Forms nest some twenty deep; what has no end would exhaust the stack of whoever walks it. */
const deepestJson = 100

function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((each) => isNestedDeeper(each, levels - 1))
}

/** The name of the file without its ending. */
function titleOf(name: string): string {
  return name.replace(/\.\w+$/, '').trim() || name.trim() || 'form'
}
