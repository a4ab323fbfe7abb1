import { headerKey, looseHeaderKey } from './header-key.ts'
import { detectPreset, headerPresets, type PresetName } from './header-presets.ts'
import { type ColumnMapping, type ImportFieldKey, importFields } from './import-fields.ts'

/** Fields with the keys of their titles, the best first. */
type KeyedTitles = readonly (readonly [ImportFieldKey, readonly string[]])[]

function keyed(
  titles: readonly (readonly [ImportFieldKey, readonly string[]])[],
  keyOf: (title: string) => string,
): KeyedTitles {
  return titles.map(([field, candidates]) => [field, candidates.map(keyOf)])
}

const plainTitles = importFields.map(({ key, fr, en }) => [key, [...fr, ...en]] as const)
const vagueTitles = importFields.flatMap((field) =>
  'vague' in field ? [[field.key, field.vague] as const] : [],
)
// Made once: folding some four hundred titles for every file, line and choice would be felt.
const exactPlain = keyed(plainTitles, headerKey)
const loosePlain = keyed(plainTitles, looseHeaderKey)
const exactVague = keyed(vagueTitles, headerKey)
const looseVague = keyed(vagueTitles, looseHeaderKey)
const exactPreset = Object.fromEntries(
  Object.entries(headerPresets).map(([name, { titles }]) => [
    name,
    keyed(Object.entries(titles) as [ImportFieldKey, readonly string[]][], headerKey),
  ]),
) as Record<PresetName, KeyedTitles>

/** Gives columns to fields, one to one: what is taken stays taken. */
class Assignment {
  readonly fields: (ImportFieldKey | null)[]

  constructor(columns: number) {
    this.fields = Array.from({ length: columns }, () => null)
  }

  has(field: ImportFieldKey): boolean {
    return this.fields.includes(field)
  }

  /** For each field still open: the first of its titles that names a free column. */
  take(keys: readonly string[], titles: KeyedTitles): void {
    const columnsByKey = new Map<string, number[]>()
    for (const [column, key] of keys.entries()) {
      if (this.fields[column] !== null || key === '') continue
      const columns = columnsByKey.get(key)
      if (columns) columns.push(column)
      else columnsByKey.set(key, [column])
    }
    for (const [field, candidates] of titles) {
      if (this.has(field)) continue
      for (const candidate of candidates) {
        const column = columnsByKey.get(candidate)?.shift()
        if (column === undefined) continue
        this.fields[column] = field
        break
      }
    }
  }
}

/**
 * Proposes what each column fills (GEN-02): first the titles of the product that wrote the file, then
 * the plain French and English titles, then the vague ones. No field is given twice; a column nobody
 * knows is `null`.
 *
 * @param preset the product that wrote the file, where a person knows better than the titles tell
 */
export function suggestMapping(
  headers: readonly string[],
  preset: PresetName | 'none' = detectPreset(headers).preset,
): ColumnMapping {
  const assignment = new Assignment(headers.length)
  if (preset !== 'none') {
    const { strip = (title: string) => title } = headerPresets[preset]
    const stripped = headers.map((title) => headerKey(strip(title.trim())))
    assignment.take(stripped, exactPreset[preset])
  }
  const exact = headers.map(headerKey)
  const loose = headers.map(looseHeaderKey)
  assignment.take(exact, exactPlain)
  assignment.take(loose, loosePlain)
  // Beside a first name, a bare « Nom » is the person: the customer is then named by its legal name.
  const hasFirstName = assignment.has('contactFirstName')
  if (!assignment.has('name') && hasFirstName) nameByLegalName(assignment)
  const fitting = (titles: KeyedTitles) =>
    titles.filter(([field]) => field !== 'contactLastName' || hasFirstName)
  assignment.take(exact, fitting(exactVague))
  assignment.take(loose, fitting(looseVague))
  if (!assignment.has('name')) nameByLegalName(assignment)
  return assignment.fields
}

function nameByLegalName({ fields }: Assignment): void {
  const column = fields.indexOf('legalName')
  if (column >= 0) fields[column] = 'name'
}
