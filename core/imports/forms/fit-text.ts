import type { LocalisedText } from '../../contract/scalars.ts'
import { cutText } from '../clean-cell.ts'

const longestLabel = 200
const longestHelp = 1000

/** Text by language; what is empty is absent. */
export type Words = Readonly<LocalisedText>

export interface FittedWords {
  readonly label: LocalisedText
  readonly help?: LocalisedText
  /** Whether something did not fit anywhere. */
  readonly isCut: boolean
  /** Whether a label was shortened; its whole text stands in the help. */
  readonly isShortened: boolean
}

/**
 * The label and help of a field. A label that is too long is shortened, and its whole text begins the
 * help. @param fallback stands for a label that is missing in all languages
 */
export function fitWords(label: Words, help: Words, fallback: string): FittedWords {
  const given = hasText(label) ? label : { fr: fallback }
  const isShortened = [given.fr, given.en].some((text) => (text?.length ?? 0) > longestLabel)
  const whole = eachLanguage((language) => {
    const text = given[language] ?? ''
    return [text.length > longestLabel ? text : '', help[language] ?? ''].filter(Boolean).join('\n')
  })
  const cut = eachLanguage((language) => shorten(whole[language] ?? '', longestHelp))
  return {
    label: fitLabel(given),
    ...(hasText(cut) && { help: cut }),
    isCut: [whole.fr, whole.en].some((text) => (text?.length ?? 0) > longestHelp),
    isShortened,
  }
}

/** A title or label of at most 200 characters. */
export function fitLabel(text: Words): LocalisedText {
  return eachLanguage((language) => shorten(text[language] ?? '', longestLabel))
}

export function isTooLong({ fr, en }: Words, max = longestLabel): boolean {
  return (fr?.length ?? 0) > max || (en?.length ?? 0) > max
}

export function hasText({ fr, en }: Words): boolean {
  return Boolean(fr ?? en)
}

/** Text by language from a function that gives each; empty text is absent. */
export function eachLanguage(text: (language: 'fr' | 'en') => string): LocalisedText {
  const [fr, en] = [text('fr').trim(), text('en').trim()]
  return { ...(fr && { fr }), ...(en && { en }) }
}

function shorten(text: string, max: number): string {
  return text.length > max ? `${cutText(text, max - 1)}…` : text
}
