import { eachLanguage, type Words } from '../forms/fit-text.ts'
import type { Column, SheetRow } from './sheet-rows.ts'

/** Says which language of the application a language of the file is. */
export interface Languages {
  /** @param language as the file writes it; `null` for texts without one */
  localeOf(language: string | null): 'fr' | 'en' | undefined
  /** A language that stands in the place of French, because the file has neither French nor English. */
  readonly replaced: string | null
}

const names: readonly (readonly ['fr' | 'en', RegExp])[] = [
  ['fr', /^(fr|fra|fre|français|francais|french)$/],
  ['en', /^(en|eng|english|anglais)$/],
]

/**
 * @param columns those that hold texts
 * @param standard the file's standard language; texts without a language are in it, and in French
 *   where the file names none
 */
export function languagesOf(columns: readonly Column[], standard: string): Languages {
  const given = [...new Set(columns.map(({ language }) => language))]
  const known = given.filter((each) => each !== null && ownLocale(each) !== undefined)
  const isReadable = known.length > 0 || given.includes(null)
  const first = given.find((each) => each === standard) ?? given[0] ?? null
  const replaced = isReadable ? null : first
  return {
    replaced,
    localeOf(language) {
      if (language === null) return ownLocale(standard) ?? 'fr'
      return ownLocale(language) ?? (language === replaced ? 'fr' : undefined)
    },
  }
}

/** `English (en)`, `en-GB`, `Anglais`: by the code where there is one, else by the name. */
function ownLocale(language: string): 'fr' | 'en' | undefined {
  const code = /\(\s*([A-Za-z]{2,3})(?:[-_][\w-]+)?\s*\)\s*$/.exec(language)?.[1]
  const name = (code ?? language).trim().toLowerCase()
  const plain = /^[a-z]{2}[-_]\w+$/.test(name) ? name.slice(0, 2) : name
  return names.find(([, pattern]) => pattern.test(plain))?.[0]
}

/** The text of a column in both languages; what names its language goes before what does not. */
export function wordsOf(row: SheetRow, column: string, languages: Languages): Words {
  const texts = row.entries.filter(({ column: { name } }) => name === column)
  return eachLanguage((locale) => {
    const fitting = texts.filter((each) => languages.localeOf(each.column.language) === locale)
    const named = fitting.find((each) => each.column.language !== null)
    return (named ?? fitting[0])?.text ?? ''
  })
}
