import { z } from 'zod'
import { isKnownTimeZone } from '../domain/time/zoned.ts'
import { cutText } from './clean-cell.ts'
import type { ImportFieldKey } from './import-fields.ts'
import { normaliseCountry } from './normalise-country.ts'
import { normaliseSearch, parseDecimal } from './normalise.ts'
import type { RowCells } from './row-cells.ts'

/**
 * The readers of single fields. Each gives `undefined` when the column is not mapped or its value was
 * refused with a warning, and `null` when the cell is empty.
 */
type Read<T> = T | null | undefined

/** Text of at most `max` characters; longer text is cut and reported. `text` replaces the cell's. */
export function readText(
  row: RowCells,
  field: ImportFieldKey,
  max: number,
  text = row.text(field),
): Read<string> {
  if (text === undefined) return undefined
  if (text.length > max) row.warn('value_truncated', field)
  return cutText(text, max) || null
}

const longestIdentifier: Readonly<Partial<Record<ImportFieldKey, number>>> = {
  externalId: 80,
  parentExternalId: 80,
  vatNumber: 40,
  siret: 40,
}
const longestPhone = 60
/** `3,31235E+10`: a spreadsheet has rounded the number, its last digits are gone. */
const roundedBySpreadsheet = /^\d[.,]\d+E\+\d+$/i

/**
 * Text where a part is worth nothing: codes, registration and telephone numbers. Too long ones and
 * those a spreadsheet rounded are refused, because two shortened codes could meet.
 */
export function readIdentifier(row: RowCells, field: ImportFieldKey): Read<string> {
  const text = row.text(field)
  if (text === undefined) return undefined
  if (text.length > (longestIdentifier[field] ?? longestPhone) || roundedBySpreadsheet.test(text)) {
    row.warn('value_not_understood', field)
    return undefined
  }
  return text || null
}

const emailSchema = z.email().max(254)

export function readEmail(row: RowCells, field: ImportFieldKey): Read<string> {
  const text = row.text(field)?.replace(/^mailto:/i, '')
  if (!text) return text === undefined ? undefined : null
  if (emailSchema.safeParse(text).success) return text
  row.warn('email_invalid', field)
  return undefined
}

export function readCountry(row: RowCells): Read<string> {
  const text = row.text('country')
  if (!text) return text === undefined ? undefined : null
  const country = normaliseCountry(text)
  if (country !== null) return country
  row.warn('country_unknown', 'country')
  return undefined
}

export function readTimeZone(row: RowCells): Read<string> {
  // HubSpot writes the names of zones with spaces.
  const text = row.text('tz')?.replaceAll(' ', '_')
  if (!text) return text === undefined ? undefined : null
  if (isKnownTimeZone(text)) return text
  row.warn('value_not_understood', 'tz')
  return undefined
}

/**
 * Both numbers finite, in range and not (0, 0), as in GPS-09: exports write zeros for « unknown ».
 * One coordinate without the other is no position.
 */
export function readPosition(row: RowCells): Read<{ lat: number; lon: number }> {
  const texts = [row.text('latitude'), row.text('longitude')] as const
  if (texts[0] === undefined && texts[1] === undefined) return undefined
  if (!texts[0] && !texts[1]) return null
  const lat = parseDecimal(texts[0] ?? '')
  const lon = parseDecimal(texts[1] ?? '')
  const isValid =
    lat !== null &&
    lon !== null &&
    Math.abs(lat) <= 90 &&
    Math.abs(lon) <= 180 &&
    (lat !== 0 || lon !== 0)
  if (isValid) return { lat, lon }
  row.warn('coordinates_invalid', lat === null || Math.abs(lat) > 90 ? 'latitude' : 'longitude')
  return undefined
}

const dayWords = /\s*(?:j|jrs?|jours?|d|days?)\.?$/i

/** Whole days from 1 to 3650, `30` or `30 jours`; 0 stands for « none » in many exports. */
export function readFrequency(row: RowCells): Read<number> {
  const text = row.text('visitFrequencyDays')
  if (!text) return text === undefined ? undefined : null
  const days = parseDecimal(text.replace(dayWords, ''))
  if (days === 0) return null
  if (days !== null && Number.isInteger(days) && days >= 1 && days <= 3650) return days
  row.warn('frequency_invalid', 'visitFrequencyDays')
  return undefined
}

/** Parts between `;`, `,` or `|`, each once, in the order of the cell. */
export function readCategories(row: RowCells): string[] | undefined {
  const text = row.text('categories')
  if (text === undefined) return undefined
  const categories = new Map<string, string>()
  for (const part of text.split(/[;,|]/)) {
    const category = cutText(part.trim(), 60)
    const key = normaliseSearch(category)
    if (key !== '' && !categories.has(key)) categories.set(key, category)
  }
  return [...categories.values()].slice(0, 50)
}

const yes = ['oui', 'o', 'yes', 'y', 'vrai', 'true', '1', 'x']
const no = ['non', 'n', 'no', 'faux', 'false', '0']

function readMark(
  row: RowCells,
  field: ImportFieldKey,
  trueWords: RegExp,
  falseWords: RegExp,
): boolean | undefined {
  const text = row.text(field)
  if (!text) return undefined
  const folded = normaliseSearch(text)
  if (yes.includes(folded) || trueWords.test(folded)) return true
  if (no.includes(folded) || falseWords.test(folded)) return false
  row.warn('value_not_understood', field)
  return undefined
}

/** Yes or no, or a word of HubSpot's life cycle or Salesforce's account types. */
export function readProspectMark(row: RowCells): boolean | undefined {
  return readMark(
    row,
    'isProspect',
    /\bprospects?\b|\bleads?\b|subscriber|abonne|qualifiedlead|opportunity|opportunite/,
    /\bclients?\b|customer|evangelist|ambassadeur|partner|partenaire|reseller|revendeur/,
  )
}

/** Yes or no, or what the site is called. */
export function readBranchMark(row: RowCells): boolean | undefined {
  return readMark(
    row,
    'isBranch',
    /succursale|agence|depot|magasin|secondaire|branch|subsidiary|filiale|store/,
    /siege|principal|maison mere|head office|headquarters?|\bhq\b|\bmain\b/,
  )
}
