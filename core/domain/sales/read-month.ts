import { normaliseSearch } from '../../imports/normalise.ts'

/** The month that a cell names, as `YYYY-MM`; or why it names none. */
export type ReadMonth =
  | { readonly ok: true; readonly period: string }
  | { readonly ok: false; readonly problem: 'month_serial' | 'month_not_understood' }

const monthNames: readonly (readonly string[])[] = [
  ['janvier', 'janv', 'jan', 'january'],
  ['fevrier', 'fevr', 'fev', 'february', 'feb'],
  ['mars', 'mar', 'march'],
  ['avril', 'avr', 'april', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'juil', 'jul', 'july'],
  ['aout', 'aou', 'august', 'aug'],
  ['septembre', 'sept', 'sep', 'september'],
  ['octobre', 'oct', 'october'],
  ['novembre', 'nov', 'november'],
  ['decembre', 'dec', 'december'],
]
const monthOfName = new Map(
  monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
)

/** Days since 1900 of the years 1954 to 2173, as a spreadsheet stores a date without its format. */
const serial = /^[2-9]\d{4}([.,]\d+)?$/
const yearFirst = /^(\d{4})(?:[-/. ]?(\d{2})|[-/. ](\d))(?:[-/. ]\d{1,2}(?:[T ].*)?)?$/
const yearLast = /^(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4})$/

/**
 * Reads a month as people and spreadsheets write it: `2026-09`, `09/2026`, `202609`, `2026-09-30`,
 * `30/09/2026`, `sept. 2026`, `septembre 2026`, `Sep-26`. Of a day only its month counts; of two parts
 * that could both be the month the second is it, as in French.
 *
 * @returns `month_serial` for a spreadsheet's number of a day, which says nothing of its epoch
 */
export function readMonth(text: string): ReadMonth {
  const cell = text.trim()
  if (serial.test(cell)) return { ok: false, problem: 'month_serial' }
  const first = yearFirst.exec(cell)
  if (first) return monthOf(Number(first[1]), Number(first[2] ?? first[3]))
  const last = yearLast.exec(cell)
  if (last) {
    const [day, month] = [Number(last[1] ?? 1), Number(last[2])]
    // With the month in front, as in American English.
    const isSwapped = last[1] !== undefined && month > 12
    return monthOf(Number(last[3]), isSwapped ? day : month)
  }
  return namedMonth(cell)
}

function namedMonth(cell: string): ReadMonth {
  const words = normaliseSearch(cell).split(' ')
  const months = words.flatMap((word) => monthOfName.get(word) ?? [])
  const years = words.filter((word) => /^\d{4}$/.test(word))
  const short = words.filter((word) => /^\d{2}$/.test(word)).at(-1)
  const year = years[0] ?? (short && `20${short}`)
  const isAll = words.every((word) => monthOfName.has(word) || /^\d{1,4}$/.test(word))
  if (!isAll || words.length > 3 || months.length !== 1 || years.length > 1 || !year)
    return { ok: false, problem: 'month_not_understood' }
  return monthOf(Number(year), months[0]!)
}

function monthOf(year: number, month: number): ReadMonth {
  if (year < 1970 || year > 2199 || month < 1 || month > 12)
    return { ok: false, problem: 'month_not_understood' }
  return { ok: true, period: `${year}-${String(month).padStart(2, '0')}` }
}
