// Layers that import this file know the types of the stemmers by this line alone.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./snowball-stemmers.d.ts" />
import { newStemmer } from 'snowball-stemmers'
import type { Locale } from '../../contract/scalars.ts'
import { folded } from './folded-text.ts'

const stemmers = { fr: newStemmer('french'), en: newStemmer('english') }

/** Words that say nothing about what a text is about. */
const stopWords: Readonly<Record<Locale, ReadonlySet<string>>> = {
  fr: new Set(
    'le la les l un une des du de d a au aux en et ou mais donc or ni car que qui quoi dont on il elle ils elles je j tu nous vous me m te t se s ce c cet cette ces mon ma mes ton ta tes son sa ses leur leurs notre nos votre vos y ne n pas plus est sont etait ete etre ai as avons avez ont avait pour par sur sous dans avec sans chez vers comme si bien tres peu trop tout tous toute toutes'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the a an of to in on at for with by from and or but so as is are was were be been being it its he she they him his them her their our your my i you we us me do does did has have had this that these those there here not no very too about into than then just some any'.split(
      ' ',
    ),
  ),
}

export function isStopWord(word: string, locale: Locale): boolean {
  return stopWords[locale].has(word)
}

/** Words in lower case without accents. */
export function wordsOf(text: string): string[] {
  return folded(text).match(/[a-z0-9]+/g) ?? []
}

const known = new Map<string, string>()
const mostKnown = 20_000

/** What a word is compared by: "retards" and "retard" are the same. */
export function stem(word: string, locale: Locale): string {
  const key = `${locale}${word}`
  let found = known.get(key)
  if (found === undefined) {
    found = stemmers[locale].stem(word)
    if (known.size >= mostKnown) known.clear()
    known.set(key, found)
  }
  return found
}

/** Stems of the words of a text that say something. */
export function stemsOf(text: string, locale: Locale): string[] {
  return wordsOf(text)
    .filter((word) => !isStopWord(word, locale))
    .map((word) => stem(word, locale))
}
