import { AppError } from '../../core/contract/app-error.ts'
import type { ImportKind, OpenedImport } from '../../core/contract/imports.ts'
import { detectPreset } from '../../core/imports/header-presets.ts'
import { suggestMapping } from '../../core/imports/suggest-mapping.ts'
import { suggestSalesMapping } from '../../core/imports/suggest-sales-mapping.ts'
import { columnTitles } from './read/column-titles.ts'
import { decodeText, type ImportEncoding } from './read/decode-text.ts'
import { detectDialect, type Dialect, type DialectChoice } from './read/detect-dialect.ts'
import { readRows } from './read/read-rows.ts'
import type { RefusedRow } from './read/write-refused-rows.ts'

const sampleRows = 20
const openSessions = 5

/** A file on its way in: its bytes, and how they are read at present. */
export interface ImportSession {
  readonly importId: string
  readonly kind: ImportKind
  readonly fileName: string
  readonly content: Uint8Array
  text: string
  encoding: ImportEncoding
  dialect: Dialect
  columns: string[]
  /** The first rows. */
  sample: string[][]
  rowCount: number
  /** Of the last run or dry run. */
  refused: readonly RefusedRow[]
}

export interface ReadingChoice extends DialectChoice {
  readonly encoding?: ImportEncoding | undefined
}

/** The opened files of this process, the last five. */
export class ImportSessions {
  private readonly sessions = new Map<string, ImportSession>()

  /** @throws AppError of `decodeText` */
  async open(
    importId: string,
    kind: ImportKind,
    fileName: string,
    content: Uint8Array,
  ): Promise<ImportSession> {
    const { text, encoding } = decodeText(content)
    const session: ImportSession = {
      importId,
      kind,
      fileName,
      content,
      ...(await read(text, {})),
      encoding,
      refused: [],
    }
    this.sessions.set(importId, session)
    const oldest = this.sessions.keys().next().value
    if (this.sessions.size > openSessions && oldest !== undefined) this.sessions.delete(oldest)
    return session
  }

  /** Reads the file again with other choices. */
  async reread(importId: string, choice: ReadingChoice): Promise<ImportSession> {
    const session = this.require(importId)
    const { text, encoding } = decodeText(session.content, choice.encoding ?? session.encoding)
    const { separator, hasHeader } = choice
    return Object.assign(session, await read(text, { separator, hasHeader }), {
      encoding,
      refused: [],
    })
  }

  /** @throws AppError `E-IMP-GONE` when the backend was restarted or the file was closed */
  require(importId: string): ImportSession {
    const session = this.sessions.get(importId)
    if (!session) throw new AppError('E-IMP-GONE', 'the file is not open any more')
    return session
  }

  close(importId: string): void {
    this.sessions.delete(importId)
  }
}

/** Reads the whole text once, giving way to other work after every 500 rows. */
async function read(
  text: string,
  choice: DialectChoice,
): Promise<Pick<ImportSession, 'text' | 'dialect' | 'columns' | 'sample' | 'rowCount'>> {
  const dialect = detectDialect(text, choice)
  const sample: string[][] = []
  let rowCount = 0
  for (const { rows } of readRows(text, dialect)) {
    rowCount += rows.length
    for (const { cells } of rows.slice(0, sampleRows - sample.length)) sample.push([...cells])
    await new Promise(setImmediate)
  }
  return { text, dialect, columns: columnTitles(text, dialect), sample, rowCount }
}

/** What the wizard shows of a file. */
export function describeSession(session: ImportSession): OpenedImport {
  const { importId, kind, fileName, encoding, dialect, columns, sample, rowCount } = session
  const isOfCustomers = kind === 'customers'
  const { preset } =
    dialect.hasHeader && isOfCustomers ? detectPreset(columns) : { preset: 'none' as const }
  const suggested = isOfCustomers ? suggestMapping(columns, preset) : suggestSalesMapping(columns)
  return {
    importId,
    fileName,
    encoding,
    separator: dialect.separator,
    hasHeader: dialect.hasHeader,
    preset,
    columns,
    sample,
    rowCount,
    mapping: dialect.hasHeader ? [...suggested] : columns.map(() => null),
  }
}
