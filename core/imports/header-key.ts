import { normaliseSearch } from './normalise.ts'

const smallWords = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'l', 'of', 'the'])

/** A column title without accents, case, punctuation and spaces: `Code_Postal` is `codepostal`. */
export function headerKey(title: string): string {
  return normaliseSearch(title).replaceAll(' ', '')
}

/**
 * The same, forgiving: without what stands in brackets, without small words and without a closing
 * `1`, so that `Nom de la société (obligatoire)` is `nomsociete` and `Téléphone 1` is `telephone`.
 */
export function looseHeaderKey(title: string): string {
  const words = normaliseSearch(title.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')).split(' ')
  if (words.length > 1 && words.at(-1) === '1') words.pop()
  return words.filter((word) => !smallWords.has(word)).join('')
}
