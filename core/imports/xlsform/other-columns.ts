import type { NotImportedList } from '../forms/not-imported.ts'
import type { Languages } from './languages.ts'
import type { SheetRow } from './sheet-rows.ts'

/** Columns whose texts are computed, one of its own for each question. */
const computed = new Set(['calculation', 'choice_filter', 'trigger', 'repeat_count'])
const longestShown = 40

/** Tells what a row has in columns that are not read, or in languages that the application lacks. */
export function tellOtherColumns(
  row: SheetRow,
  readColumns: ReadonlySet<string>,
  languages: Languages,
  notImported: NotImportedList,
  sheet: string,
  name?: string,
): void {
  const place = `${sheet} ${row.number}`
  for (const { column, text } of row.entries) {
    const { header, language } = column
    if (!readColumns.has(column.name)) {
      if (computed.has(column.name))
        notImported.add('expression', `${header}: ${text}`, place, name)
      else {
        const isShown = language === null && text.length <= longestShown
        const what = header === '' ? text : isShown ? `${header}: ${text}` : header
        notImported.add('setting', what, place)
      }
    } else if (languages.localeOf(language) === undefined)
      notImported.add('language', header, sheet)
  }
}
