import type { Locale } from '../../contract/scalars.ts'
import type { Reply } from './reply.ts'

const frenchDigits =
  'un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|septante|nonante|cent|mille'
const englishDigits =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty'

const markers: Readonly<Record<Locale, RegExp>> = {
  fr: new RegExp(
    `(?:^|[ ,.])(?:non(?=,? (?:\\d|(?:${frenchDigits})\\b))|non[, ]+pardon|pardon,? non|non,? non|non,? (?:plutot|en fait|c'est)|pardon|je (?:veux|voulais) dire|enfin|ou plutot|plutot|correction|rectification|en fait|euh,? non|oups|je me trompe|non attends?|attends?,? non|ah non|mieux)[, ]+(?=\\S)`,
    'g',
  ),
  en: new RegExp(
    `(?:^|[ ,.])(?:no,? wait|wait,? no|wait|no,? (?:sorry|make (?:it|that)|actually|i mean)|sorry,? (?:i mean|make that)?|i mean|i meant|make (?:it|that)|correction|actually|rather|scratch that|oops|no,|no(?= (?:\\d|(?:${englishDigits})\\b)))[, ]+(?=\\S)`,
    'g',
  ),
}

/** Where what counts begins: behind the last "non, plutôt", "I mean"; 0 without one. */
export function afterCorrection({ text, locale }: Reply): number {
  let at = 0
  for (const match of text.matchAll(markers[locale])) at = match.index + match[0].length
  return at
}

/** Those of the findings that were said last, after a correction; all of them without one. */
export function lastSaid<T extends { readonly start: number }>(
  reply: Reply,
  findings: readonly T[],
): { readonly said: readonly T[]; readonly isCorrected: boolean } {
  const from = afterCorrection(reply)
  const said = findings.filter(({ start }) => start >= from)
  const isCorrected = said.length > 0 && said.length < findings.length
  return { said: said.length > 0 ? said : findings, isCorrected }
}
