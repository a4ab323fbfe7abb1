import type { FormOption } from '../../contract/form-definition.ts'
import { fieldNames } from '../forms/field-names.ts'
import { fitLabel, hasText, isTooLong } from '../forms/fit-text.ts'
import type { NotImportedList } from '../forms/not-imported.ts'
import { type Languages, wordsOf } from './languages.ts'
import { tellOtherColumns } from './other-columns.ts'
import type { SheetRow } from './sheet-rows.ts'

export interface ChoiceList {
  readonly id: string
  readonly options: FormOption[]
}

const longestValue = 100
const readColumns = new Set(['list_name', 'name', 'label'])

/** The lists of the choices sheet, by the names that the survey sheet calls them. */
export function readChoices(
  rows: readonly SheetRow[],
  languages: Languages,
  notImported: NotImportedList,
): Map<string, ChoiceList> {
  const lists = new Map<string, ChoiceList>()
  const newId = fieldNames()
  for (const row of rows) {
    const place = `choices ${row.number}`
    const [name, value] = [row.text('list_name'), row.text('name')]
    tellOtherColumns(row, readColumns, languages, notImported, 'choices')
    if (name === '' || value === '') {
      notImported.add('incomplete', name || value || 'list_name', place, value)
      continue
    }
    if (value.length > longestValue) {
      notImported.add('limit', `name: ${value}`, place, name)
      continue
    }
    const list = lists.get(name) ?? { id: newId(name), options: [] }
    lists.set(name, list)
    if (list.options.some((option) => option.value === value)) {
      notImported.add('duplicate', value, place, name)
      continue
    }
    const words = wordsOf(row, 'label', languages)
    if (isTooLong(words)) notImported.add('shortened', 'label', place, value)
    list.options.push({ value, label: fitLabel(hasText(words) ? words : { fr: value }) })
  }
  return lists
}
