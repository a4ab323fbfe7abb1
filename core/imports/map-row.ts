import type { ContactFields, CustomerFields } from '../contract/customers.ts'
import { cleanCell } from './clean-cell.ts'
import type { ColumnMapping } from './import-fields.ts'
import { readContact } from './read-contact.ts'
import {
  readBranchMark,
  readCategories,
  readCountry,
  readEmail,
  readFrequency,
  readIdentifier,
  readPosition,
  readProspectMark,
  readText,
  readTimeZone,
} from './read-cell.ts'
import { type RowCells, rowCells } from './row-cells.ts'
import { type RowProblem, rowProblem } from './row-problem.ts'

export type ImportedCustomer = Partial<Omit<CustomerFields, 'salespersonIds'>> & { name: string }
export type ImportedContact = Omit<ContactFields, 'preferred'>

/** How a row names the main customer it is a branch of. */
export interface ParentReference {
  readonly externalId: string | null
  readonly name: string | null
}

/**
 * What a row says. An absent property was not in the file (its column is not mapped) or was refused
 * with a warning: an existing customer keeps its value. `null` means that the cell is empty.
 */
export interface MappedRow {
  readonly customer: ImportedCustomer
  /** The row names no country and `customer.country` is the default: for new customers only. */
  readonly countryIsAssumed: boolean
  readonly location?: { readonly lat: number; readonly lon: number } | null
  readonly parent?: ParentReference
  readonly isBranch?: boolean
  readonly salesperson?: { readonly name: string | null; readonly email: string | null }
  readonly contact?: ImportedContact
}

export type MapRowResult =
  | ({ readonly ok: true; readonly warnings: readonly RowProblem[] } & MappedRow)
  | { readonly ok: false; readonly errors: readonly RowProblem[] }

const longestName = 200

/**
 * Turns the cells of one row into a customer and, where the row holds one, a contact (GEN-02).
 *
 * Only a missing or overlong name refuses a row. Any other bad value leaves its field out and is
 * reported as a warning with the original text: a wrong e-mail must not lose the customer.
 *
 * @param cells as read from the file; missing ones count as empty
 * @param mapping field of each column
 * @param defaultCountry ISO 3166-1 alpha-2, for rows that name no country; `null` for none
 */
export function mapRow(
  cells: readonly string[],
  mapping: ColumnMapping,
  { defaultCountry }: { readonly defaultCountry: string | null },
): MapRowResult {
  const row = rowCells(cells, mapping)

  const name = row.text('name') || row.text('legalName') || ''
  if (name === '') return { ok: false, errors: [rowProblem('missing_name', 'name', '')] }
  if (name.length > longestName)
    return { ok: false, errors: [rowProblem('name_too_long', 'name', name)] }

  const country = readCountry(row)
  const namesNoCountry = !row.text('country')
  const parent = present({
    externalId: readIdentifier(row, 'parentExternalId'),
    name: readText(row, 'parentName', longestName),
  })
  const salesperson = present({
    name: readText(row, 'salespersonName', 120),
    email: readEmail(row, 'salespersonEmail'),
  })
  const location = readPosition(row)
  const isBranch = readBranchMark(row)
  const contact = readContact(row)

  return {
    ok: true,
    customer: {
      name,
      ...defined({
        code: readIdentifier(row, 'externalId'),
        legalName: readText(row, 'legalName', 200),
        vatNumber: readIdentifier(row, 'vatNumber')?.replaceAll(' ', '').toUpperCase(),
        siret: readIdentifier(row, 'siret')?.replaceAll(' ', ''),
        email: readEmail(row, 'email'),
        phone: readIdentifier(row, 'phone'),
        segment: readText(row, 'segment', 80),
        ...readStreet(row),
        postcode: readText(row, 'postcode', 20),
        city: readText(row, 'city', 120),
        region: readText(row, 'region', 120),
        country: namesNoCountry ? (defaultCountry ?? country) : country,
        tz: readTimeZone(row),
        visitFrequencyDays: readFrequency(row),
        isProspect: readProspectMark(row),
        categories: readCategories(row),
      }),
    },
    countryIsAssumed: namesNoCountry && defaultCountry !== null,
    ...defined({ location, isBranch, contact, parent, salesperson }),
    warnings: row.warnings,
  }
}

/** House number and street in one line; a second line inside the street's cell moves to line 2. */
function readStreet(row: RowCells): Pick<Partial<CustomerFields>, 'addressLine1' | 'addressLine2'> {
  const number = row.text('addressNumber')
  const second = readText(row, 'addressLine2', 200)
  if (number === undefined && row.text('addressLine1') === undefined)
    return second === undefined ? {} : { addressLine2: second }
  const lines = row
    .raw('addressLine1')
    .split(/[\r\n]+/)
    .map(cleanCell)
    .filter((line) => line !== '')
  const street = second ? lines.join(', ') : (lines[0] ?? '')
  const rest = second ? '' : lines.slice(1).join(', ')
  const line1 = readText(row, 'addressLine1', 200, [number, street].filter(Boolean).join(' '))
  const line2 = rest ? readText(row, 'addressLine1', 200, rest) : second
  return { ...defined({ addressLine1: line1, addressLine2: line2 }) }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Leaves out what is `undefined`: absent and empty are two things for a re-import. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Defined<T>
}

/** `undefined` when neither column is mapped, else both with `null` for the missing one. */
function present<K extends string>(
  values: Record<K, string | null | undefined>,
): Record<K, string | null> | undefined {
  const entries = Object.entries<string | null | undefined>(values)
  if (entries.every(([, value]) => value === undefined)) return undefined
  return Object.fromEntries(entries.map(([key, value]) => [key, value ?? null])) as Record<
    K,
    string | null
  >
}
