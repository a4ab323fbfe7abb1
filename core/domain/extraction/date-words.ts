import type { Locale } from '../../contract/scalars.ts'

const weekdayNames: Readonly<Record<Locale, readonly string[]>> = {
  fr: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  en: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
}
const shortWeekdays: Readonly<Record<Locale, Readonly<Record<string, number>>>> = {
  fr: { dim: 0, lun: 1, mar: 2, mer: 3, jeu: 4, ven: 5, sam: 6 },
  en: {
    sun: 0,
    mon: 1,
    tue: 2,
    tues: 2,
    wed: 3,
    weds: 3,
    thu: 4,
    thur: 4,
    thurs: 4,
    fri: 5,
    sat: 6,
  },
}
const months: Readonly<Record<Locale, Readonly<Record<string, number>>>> = {
  fr: {
    ...{ janvier: 1, janv: 1, fevrier: 2, fev: 2, fevr: 2, mars: 3, avril: 4, avr: 4, mai: 5 },
    ...{ juin: 6, juillet: 7, juil: 7, aout: 8, septembre: 9, sept: 9, octobre: 10, oct: 10 },
    ...{ novembre: 11, nov: 11, decembre: 12, dec: 12 },
  },
  en: {
    ...{ january: 1, jan: 1, february: 2, feb: 2, march: 3, mar: 3, april: 4, apr: 4, may: 5 },
    ...{ june: 6, jun: 6, july: 7, jul: 7, august: 8, aug: 8, september: 9, sept: 9, sep: 9 },
    ...{ october: 10, oct: 10, november: 11, nov: 11, december: 12, dec: 12 },
  },
}
/** "premier" is written `1er`, the others `2eme` and `2th`, as they would be in digits. */
const ordinals: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  fr: {
    ...{ premier: '1er', premiere: '1er', deuxieme: '2eme', second: '2eme', seconde: '2eme' },
    ...{ troisieme: '3eme', quatrieme: '4eme', cinquieme: '5eme' },
  },
  en: Object.fromEntries(
    [
      ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'],
      ...['tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth'],
      ...['seventeenth', 'eighteenth', 'nineteenth', 'twentieth', 'twenty-first'],
      ...['twenty-second', 'twenty-third', 'twenty-fourth', 'twenty-fifth', 'twenty-sixth'],
      ...['twenty-seventh', 'twenty-eighth', 'twenty-ninth', 'thirtieth', 'thirty-first'],
    ].flatMap((word, index) => [
      [word, `${index + 1}th`] as const,
      [word.replace('-', ' '), `${index + 1}th`] as const,
    ]),
  ),
}

const alternatives = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).join('|')

export interface DateWords {
  /** Patterns, without a group of their own. */
  readonly weekday: string
  readonly anyWeekday: string
  readonly month: string
  readonly ordinal: RegExp
  weekdayNumber(this: void, word: string): number
  monthNumber(this: void, word: string): number
  ordinalDigits(this: void, word: string): string
}

function wordsOf(locale: Locale): DateWords {
  const names = weekdayNames[locale]
  const short = shortWeekdays[locale]
  return {
    weekday: `(?:${names.join('|')})`,
    // A short name is one only before a blank, a comma or the end: "mar" is also a word.
    anyWeekday: `(?:${names.join('|')}|(?:${alternatives(Object.keys(short))})\\.?(?= |$|,))`,
    month: `(?:${alternatives(Object.keys(months[locale]))})`,
    ordinal: new RegExp(`\\b(?:${alternatives(Object.keys(ordinals[locale]))})\\b`, 'g'),
    weekdayNumber(word) {
      const index = names.indexOf(word)
      return index >= 0 ? index : (short[word.replace('.', '')] ?? 0)
    },
    monthNumber: (word) => months[locale][word] ?? 0,
    ordinalDigits: (word) => ordinals[locale][word] ?? '',
  }
}

export const dateWords: Readonly<Record<Locale, DateWords>> = {
  fr: wordsOf('fr'),
  en: wordsOf('en'),
}
