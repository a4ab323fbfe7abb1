import { countryCodes } from '../../../core/imports/normalise-country.ts'

export interface Choice {
  value: string
  label: string
}

/** Name of a country in a language; the code itself when the language has none. */
export function countryName(code: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code
}

/** Every country by its name in a language, in the order of that language. */
export function countryChoices(language: string): Choice[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' })
  return countryCodes
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
}
