import type { ImportedContact } from './map-row.ts'
import { normaliseSearch } from './normalise.ts'
import { readEmail, readIdentifier, readText } from './read-cell.ts'
import type { RowCells } from './row-cells.ts'

/**
 * The person named in a row; `undefined` when it names none. Somebody known only by an address or a
 * number is called by it, because a contact needs a name.
 */
export function readContact(row: RowCells): ImportedContact | undefined {
  const role = readText(row, 'contactRole', 120) ?? null
  const email = readEmail(row, 'contactEmail') ?? null
  const phone = readIdentifier(row, 'contactPhone') ?? null
  const mobile = readIdentifier(row, 'contactMobile') ?? null
  const name = readFullName(row) ?? email ?? mobile ?? phone
  return name === null ? undefined : { name, role, email, phone, mobile }
}

function readFullName(row: RowCells): string | null {
  const first = readText(row, 'contactFirstName', 60) ?? ''
  const last = readText(row, 'contactLastName', 60) ?? ''
  const whole = readText(row, 'contactName', 120) ?? ''
  const family = last || whole
  // « Nom du contact » holds the family name in one file and the full name in the next.
  const familyHasFirst = ` ${normaliseSearch(family)} `.includes(` ${normaliseSearch(first)} `)
  return (first && !familyHasFirst ? `${first} ${family}` : family).trim().slice(0, 120) || null
}
