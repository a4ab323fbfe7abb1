import { headerKey } from '../../../core/imports/header-key.ts'
import type { FieldKey, FieldMapping } from './import-kinds.ts'

/** What a person chose for files with these columns, newest first: a preference, so plain JSON. */
export type MappingMemory = readonly RememberedMapping[]

interface RememberedMapping {
  /** The set of column titles, whatever their order in the file. */
  readonly columns: string
  readonly fields: Readonly<Record<string, string>>
}

const mostRemembered = 20

/** A title may stand above two columns: the second is `phone#2`. */
function columnKeys(titles: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return titles.map((title) => {
    const key = headerKey(title) || title
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return times === 1 ? key : `${key}#${times}`
  })
}

const setKey = (keys: readonly string[]): string => keys.toSorted().join('|')

/** The mapping chosen the last time for a file with these titles, in any order. */
export function recallMapping(
  memory: MappingMemory,
  titles: readonly string[],
  fields: readonly FieldKey[],
): FieldMapping | undefined {
  const keys = columnKeys(titles)
  const found = memory.find(({ columns }) => columns === setKey(keys))
  // A field that a later version no longer has is left out.
  return found && keys.map((key) => fields.find((field) => field === found.fields[key]) ?? null)
}

/** `memory` with this choice in front; the oldest beyond twenty are forgotten. */
export function rememberMapping(
  memory: MappingMemory,
  titles: readonly string[],
  mapping: FieldMapping,
): MappingMemory {
  const keys = columnKeys(titles)
  const columns = setKey(keys)
  const fields = Object.fromEntries(
    mapping.flatMap((field, column): [string, FieldKey][] =>
      field === null ? [] : [[keys[column]!, field]],
    ),
  )
  return [{ columns, fields }, ...memory.filter((entry) => entry.columns !== columns)].slice(
    0,
    mostRemembered,
  )
}

/**
 * `mapping` with `column` filling `field`; a column that filled it before is left out (one to one), but
 * for fields that several columns may fill.
 */
export function withField(
  mapping: FieldMapping,
  column: number,
  field: FieldKey | null,
  repeated: readonly FieldKey[] = [],
): FieldMapping {
  return mapping.map((present, at) => {
    if (at === column) return field
    return present === field && !repeated.some((key) => key === field) ? null : present
  })
}
