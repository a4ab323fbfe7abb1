import type { Locale } from '../../contract/scalars.ts'

/** The groups of thousands in French are parted by (thin, unbreakable) spaces, in English by commas. */
const groups: Readonly<Record<Locale, RegExp>> = {
  fr: /[\s\u00A0\u202F\u2009']/g,
  en: /[\s\u00A0\u202F\u2009',]/g,
}

/**
 * A number as people type it (FRM-04): `1 234,5` or `1234.5`, and in English `1,234.5`. `undefined`
 * for what is none, or is not certain to mean one number: `1.234.567` and `12,34.5`.
 */
export function parseNumber(text: string, locale: Locale): number | undefined {
  const typed = text.trim().replace(/^[\u2212\u2013]/, '-')
  if (locale === 'en' && typed.includes(',') && !/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(typed))
    // A decimal comma in an English interface is one all the same: `12,5`.
    return /^[+-]?\d+,\d+$/.test(typed) ? Number(typed.replace(',', '.')) : undefined
  const plain = typed.replace(groups[locale], '').replace(',', '.')
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) && plain.length <= 24 ? Number(plain) : undefined
}
