/** A sheet as it stands in a file: cells are text, as a person reads them. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly {
    /** From 1, as the file counts. */
    readonly number: number
    readonly cells: readonly string[]
  }[]
}

/** The column of a header: `label::Français (fr)` is `label` in the language `Français (fr)`. */
export interface Column {
  /** In lower case with `_` between words, one name for each meaning. */
  readonly name: string
  /** As the file writes it; `null` where there is none. */
  readonly language: string | null
  /** The whole header as the file writes it. */
  readonly header: string
}

export interface SheetRow {
  readonly number: number
  /** The text of a column without a language; empty where there is none. */
  text(column: string): string
  /** What stands in the row, in the order of its columns; empty cells are left out. */
  readonly entries: readonly { readonly column: Column; readonly text: string }[]
}

/** Other names of the same columns, as pyxform knows them. */
const aliases: Readonly<Record<string, string>> = {
  ...{ command: 'type', caption: 'label', relevance: 'relevant', skip: 'relevant' },
  ...{ constraint_msg: 'constraint_message', 'bind::jr#constraintmsg': 'constraint_message' },
  ...{ 'bind::relevant': 'relevant', 'bind::required': 'required' },
  ...{ 'bind::constraint': 'constraint', 'bind::type': 'type_of_data' },
  ...{ 'control::appearance': 'appearance', 'body::appearance': 'appearance' },
}
const prefixes = new Set(['bind', 'control', 'body', 'media', 'instance'])

/** @param sheet whose aliases count as well: in `choices`, `value` is the name of an option */
export function columnOf(header: string, sheet?: string): Column {
  // The colon of `jr:` is part of a name; elsewhere old files have one where new ones have two.
  const marked = header.replace(/\bjr:/i, 'jr#')
  const parts = marked.split(marked.includes('::') ? /\s*::\s*/ : /\s*:\s*/)
  const taken = prefixes.has(plain(parts[0] ?? '')) ? 2 : 1
  const name = parts.slice(0, taken).map(plain).join('::')
  const language = parts.slice(taken).join('::').trim() || null
  const isOptionValue = sheet === 'choices' && name === 'value'
  return { name: isOptionValue ? 'name' : (aliases[name] ?? name), language, header: header.trim() }
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, '_')
}

/** The rows below the header, which is the first row that is not blank; blank ones are left out. */
export function readRows(sheet: Sheet): { columns: Column[]; rows: SheetRow[] } {
  const filled = sheet.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const [header, ...others] = filled
  const name = plain(sheet.name)
  const columns = (header?.cells ?? []).map((cell) => columnOf(cell, name))
  const rows = others.map(({ number, cells }): SheetRow => {
    const entries = cells.flatMap((cell, index) => {
      const text = cell.trim()
      if (text === '') return []
      return [{ column: columns[index] ?? columnOf(''), text }]
    })
    const text = (wanted: string): string =>
      entries.find(({ column }) => column.name === wanted && column.language === null)?.text ?? ''
    return { number, text, entries }
  })
  return { columns: columns.filter(({ header: title }) => title !== ''), rows }
}
