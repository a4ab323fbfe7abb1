import { folded } from '../extraction/folded-text.ts'

export type Language = 'fr' | 'en' | 'pt' | 'es'

/** Small words that give a language away. */
const smallWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: new Set(
    'le la les des du un une et est sont pas pour avec dans sur chez il elle ils elles nous je qui que au aux en sa son ses ce cette ces leur leurs mais ou par plus de tres bien lui a ne on toujours sans encore'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the an is are was were be been of to and for with at in they he she we it has have had not from by their our his her this that will but on as no i a still up would us them about'.split(
      ' ',
    ),
  ),
  pt: new Set(
    'o os uma um nao com para que do da dos das no na nos nas esta foi ele ela ainda mais mas muito ao aos por em sem pelo pela sao tem precisa'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el los las una un no con para que del esta fue muy pero por en se ha han sin su sus lo al todavia mas son tiene necesita ya y hay'.split(
      ' ',
    ),
  ),
}
const languages = Object.keys(smallWords) as Language[]

const languagesOf = new Map<string, Language[]>()
for (const language of languages)
  for (const word of smallWords[language])
    languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])

/** Letters that only one of the languages has. */
const letters: readonly (readonly [RegExp, Language])[] = [
  [/[èêëîïôûùœ]|ç(?!ão|õe)/iu, 'fr'],
  [/[ãõ]/iu, 'pt'],
  [/[ñ¿¡]/iu, 'es'],
  [/\b(?:[dlnjmstc]|qu)['’](?=\p{L})/iu, 'fr'],
]

/**
 * The language of a text by its small words, or what it is `otherwise` where they do not decide.
 *
 * @param sureBy by how many words more than the next
 */
export function languageOf<Other>(text: string, otherwise: Other, sureBy = 1): Language | Other {
  const counts: Record<Language, number> = { fr: 0, en: 0, pt: 0, es: 0 }
  for (const word of folded(text).match(/[a-z]+/g) ?? [])
    for (const language of languagesOf.get(word) ?? []) counts[language] += 1
  for (const [pattern, language] of letters)
    if (pattern.test(text))
      counts[language] += (text.match(new RegExp(pattern, 'giu')) ?? []).length
  const [first, second] = languages.toSorted((a, b) => counts[b] - counts[a])
  return counts[first!] - counts[second!] >= sureBy ? first! : otherwise
}
