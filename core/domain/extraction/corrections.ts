import type { Locale } from '../../contract/scalars.ts'
import type { Reply } from './reply.ts'

const frenchDigits =
  'un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|septante|nonante|cent|mille'
const englishDigits =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty'

const markers: Readonly<Record<Locale, RegExp>> = {
  fr: new RegExp(
    `(?:^|[ ,.])(?:non(?=,? (?:\\d|(?:${frenchDigits})\\b))|non[, ]+pardon|non non|pardon,? non|non,? non|non,? (?:plutot|en fait|c'est)|pardon|je (?:veux|voulais) dire|enfin|ou plutot|plutot|correction|rectification|en fait|euh,? non|oups|je me trompe|non,? attend(?:s|ez)|attend(?:s|ez),? non|non|ah non|mieux|(?:euh|ah),? non|pardon)[, ]+(?=\\S)`,
    'g',
  ),
  en: new RegExp(
    `(?:^|[ ,.])(?:no,? wait|wait,? no|wait|no,? (?:sorry|make (?:it|that)|actually|i mean)|sorry(?:,? (?:i mean|make that))?|i mean|i meant|make (?:it|that)|correction|actually|rather|scratch that|oops|no,|no(?= (?:\\d|(?:${englishDigits})\\b)))[, ]+(?=\\S)`,
    'g',
  ),
}

/** Where what counts begins: behind the last "non, plutôt", "I mean"; 0 without one. */
export function afterCorrection({ text, locale }: Reply): number {
  let at = 0
  for (const match of text.matchAll(markers[locale])) at = match.index + match[0].length
  return at
}

const denial: Readonly<Record<Locale, RegExp>> = {
  fr: /\b(?:pas|et non|non pas|plus|sauf|hormis|excepte|plutot [^,;]{1,16} que)(?: (?:le|la|les|de|du|un|une|a|pour|en))* $/,
  en: /\b(?:not|rather than|instead of|except|any day but|but not|other than)(?: (?:the|on|at|for|a))* $/,
}

/** What was said of several findings. */
export interface LastSaid<T> {
  readonly said: readonly T[]
  /** Something else was said before, and taken back. */
  readonly isCorrected: boolean
  /** All was denied, or something was taken back and nothing of the kind was said after it. */
  readonly isUnsure: boolean
}

/**
 * Those of the findings that were said last, after a correction; all of them without one. What is
 * denied ("pas le 17, le 18") does not count where something else is there.
 */
export function lastSaid<T extends { readonly start: number }>(
  reply: Reply,
  findings: readonly T[],
): LastSaid<T> {
  const { text, locale } = reply
  const affirmed = findings.filter(
    ({ start }) => !denial[locale].test(text.slice(Math.max(0, start - 32), start)),
  )
  const meant = affirmed.length > 0 ? affirmed : findings
  const from = afterCorrection(reply)
  const said = meant.filter(({ start }) => start >= from)
  return {
    said: said.length > 0 ? said : meant,
    isCorrected: said.length > 0 && said.length < findings.length,
    isUnsure: (from > 0 && said.length === 0) || (findings.length > 0 && affirmed.length === 0),
  }
}
