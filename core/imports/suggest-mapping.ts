import { headerKey, looseHeaderKey } from './header-key.ts'
import { detectPreset, headerPresets } from './header-presets.ts'
import { type ColumnMapping, type ImportFieldKey, importFields } from './import-fields.ts'

type Titles = readonly (readonly [ImportFieldKey, readonly string[]])[]

const plainTitles: Titles = importFields.map(({ key, fr, en }) => [key, [...fr, ...en]])
const vagueTitles: Titles = importFields.flatMap((field) =>
  'vague' in field ? [[field.key, field.vague] as const] : [],
)

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
  take(keys: readonly string[], titles: Titles, keyOf: (title: string) => string): void {
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
        const column = columnsByKey.get(keyOf(candidate))?.shift()
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
 */
export function suggestMapping(headers: readonly string[]): ColumnMapping {
  const assignment = new Assignment(headers.length)
  const { preset } = detectPreset(headers)
  if (preset !== 'none') {
    const { titles, strip = (title: string) => title } = headerPresets[preset]
    const keys = headers.map((title) => headerKey(strip(title.trim())))
    assignment.take(
      keys,
      Object.entries(titles) as [ImportFieldKey, readonly string[]][],
      headerKey,
    )
  }
  const exact = headers.map(headerKey)
  const loose = headers.map(looseHeaderKey)
  assignment.take(exact, plainTitles, headerKey)
  assignment.take(loose, plainTitles, looseHeaderKey)
  // Beside a first name, a bare « Nom » is the person: the customer is then named by its legal name.
  if (!assignment.has('name') && assignment.has('contactFirstName')) nameByLegalName(assignment)
  const vague = vagueTitles.filter(
    ([field]) => field !== 'contactLastName' || assignment.has('contactFirstName'),
  )
  assignment.take(exact, vague, headerKey)
  assignment.take(loose, vague, looseHeaderKey)
  if (!assignment.has('name')) nameByLegalName(assignment)
  return assignment.fields
}

function nameByLegalName({ fields }: Assignment): void {
  const column = fields.indexOf('legalName')
  if (column >= 0) fields[column] = 'name'
}
