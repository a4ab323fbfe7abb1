/** Letters that Unicode does not decompose, written the way people type them without accents. */
const spelledOut: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  // Lower case of Σ depends on its place in the word; both forms must compare equal.
  ς: 'σ',
}
const spelledOutLetters = new RegExp(`[${Object.keys(spelledOut).join('')}]`, 'g')

/** `s.a.r.l`, but not the `s.` of `s.renault`: every letter stands alone. */
const dottedInitials = /(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])/gu

/**
 * Folds text for search and for comparing names: no accents, no case, no punctuation, single spaces.
 * `L'Étoile-du-Nord S.A.R.L.` becomes `l etoile du nord sarl`. Folding twice changes nothing.
 */
export function normaliseSearch(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(spelledOutLetters, (letter) => spelledOut[letter]!)
    .replace(dottedInitials, (initials) => initials.replaceAll('.', ''))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** France and its overseas departments: nine digits after the country code, `0` in front at home. */
const frenchCodes = '33|262|590|594|596'
const frenchInternational = new RegExp(`^(?:${frenchCodes})0?([1-9]\\d{0,8})$`)
const frenchWithoutPlus = /^33([1-9]\d{8})$/

/**
 * Folds a telephone number for search: digits only, and a French number in its home form, so that
 * `+33 (0)1 23 45 67 89`, `0033123456789` and `01.23.45.67.89` all become `0123456789`. The start of
 * a number folds like the number itself. Foreign numbers keep their country code without `+` or `00`.
 */
export function normalisePhone(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D+/g, '')
  const isInternational = /^\s*\+/.test(text) || digits.startsWith('00')
  if (!isInternational) return digits.replace(frenchWithoutPlus, '0$1')
  return digits.replace(/^00/, '').replace(frenchInternational, '0$1')
}

const plainNumber = /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d{1,2})?$|^[+-]?\.\d+$/i

/**
 * Reads a decimal number as people and spreadsheets write it: `48,8566`, `48.8566`, `1 234,5` (also
 * with no-break and thin spaces), `1.234,56`, `1,234.56`, `1'234.5`, `−0,5`. A single comma is a
 * decimal comma. Gives `null` for anything else.
 */
export function parseDecimal(text: string): number | null {
  let digits = text.replace(/[\s'’]/g, '').replace('\u2212', '-')
  const lastComma = digits.lastIndexOf(',')
  const lastDot = digits.lastIndexOf('.')
  const occurrences = (mark: string) => digits.split(mark).length - 1
  if (lastComma > lastDot && (lastDot >= 0 || occurrences(',') === 1))
    digits = digits.replaceAll('.', '').replace(',', '.')
  else if (lastComma >= 0) digits = digits.replaceAll(',', '')
  else if (occurrences('.') > 1) digits = digits.replaceAll('.', '')
  if (!plainNumber.test(digits)) return null
  const value = Number(digits)
  return Number.isFinite(value) ? value + 0 : null
}
