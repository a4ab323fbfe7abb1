import {
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import { afterCorrection, lastSaid } from './corrections.ts'
import type { Extracted } from './extracted.ts'
import { ask, filled, filledAt, none, type Reply, whole } from './reply.ts'

/** A telephone number behind more than this is not looked for. */
const longestWithNumber = 1_000

const usualCountry: CountryCode = 'FR'

function countryOf({ context }: Reply): CountryCode {
  return isSupportedCountry(context.country) ? context.country : usualCountry
}

/** E.164, read by libphonenumber; digits in words are asked back. */
export function readPhone(reply: Reply): Extracted {
  const country = countryOf(reply)
  const found = findPhoneNumbersInText(reply.source.slice(0, longestWithNumber), country)
  const { said, isCorrected, isUnsure } = lastSaid(
    reply,
    found.map((each) => ({ ...each, start: each.startsAt })),
  )
  const [first] = said
  if (first && new Set(said.map(({ number }) => number.number)).size > 1)
    return ask(
      'several',
      said.map(({ number }) => number.number),
    )
  if (first)
    return filledAt(reply, first.number.number, [first.startsAt, first.endsAt], {
      confidence: 0.97,
      confirm: isCorrected || isUnsure,
    })
  const digits = spokenDigits(reply)
  if (digits.replace('+', '').length < 8) return none
  const number = parsePhoneNumberFromString(digits, country)
  return number?.isValid()
    ? filled(reply, number.number, { ...whole(reply), confidence: 0.8, confirm: true })
    : ask('weak_match', [digits])
}

const frenchOnes: Readonly<Record<string, number>> = {
  ...{ zero: 0, un: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9 },
}
const frenchTens: Readonly<Record<string, number>> = {
  ...{ dix: 10, onze: 11, douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16, vingt: 20 },
  ...{ trente: 30, quarante: 40, cinquante: 50, soixante: 60, septante: 70, huitante: 80 },
  ...{ octante: 80, nonante: 90 },
}
const englishOnes: Readonly<Record<string, string>> = {
  ...{ zero: '0', oh: '0', o: '0', nought: '0', one: '1', two: '2', three: '3', four: '4' },
  ...{ five: '5', six: '6', seven: '7', eight: '8', nine: '9' },
}
const englishTens: Readonly<Record<string, number>> = {
  ...{ ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16 },
  ...{ seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fifty: 50 },
  ...{ sixty: 60, seventy: 70, eighty: 80, ninety: 90 },
}

/** The digits of a number that was said: by pairs in French, one by one in English. */
function spokenDigits({ text, locale }: Reply): string {
  const words = text
    .replaceAll('-', ' ')
    .split(/[\s,.;:]+/)
    .filter((word) => word !== '')
  let digits = ''
  for (let at = 0; at < words.length;) {
    const word = words[at]!
    if (/^\+?\d+$/.test(word)) {
      digits += word
      at += 1
    } else if (word === 'plus') {
      digits += '+'
      at += 1
    } else if (locale === 'fr') {
      const read = frenchPair(words, at)
      digits += read.digits
      at = read.next
    } else if (/^(?:double|triple)$/.test(word) && englishOnes[words[at + 1] ?? ''] !== undefined) {
      digits += englishOnes[words[at + 1]!]!.repeat(word === 'double' ? 2 : 3)
      at += 2
    } else if (englishTens[word] !== undefined) {
      const one = englishTens[word] >= 20 ? englishOnes[words[at + 1] ?? ''] : undefined
      const isPair = one !== undefined && one !== '0'
      digits += String(englishTens[word] + (isPair ? Number(one) : 0))
      at += isPair ? 2 : 1
    } else {
      digits += englishOnes[word] ?? ''
      at += 1
    }
  }
  return digits
}

function frenchPair(words: readonly string[], from: number): { digits: string; next: number } {
  const word = (index: number): string => words[index] ?? ''
  let at = from
  let value: number | undefined
  if (word(at) === 'quatre' && /^vingts?$/.test(word(at + 1))) {
    value = 80
    at += 2
  } else if (frenchTens[word(at)] !== undefined) {
    value = frenchTens[word(at)]
    at += 1
  }
  if (value === undefined) {
    const one = frenchOnes[word(at)]
    return { digits: one === undefined ? '' : String(one), next: at + 1 }
  }
  if (word(at) === 'et' && /^(?:une?|onze)$/.test(word(at + 1)) && value >= 20) {
    value += word(at + 1) === 'onze' ? 11 : 1
    return { digits: String(value), next: at + 2 }
  }
  const teen = frenchTens[word(at)]
  if ((value === 60 || value === 80) && teen !== undefined && teen < 20) {
    value += teen
    at += 1
  }
  const one = frenchOnes[word(at)]
  const isTeenWithOne = value % 100 >= 10 && value % 10 === 0 && [10, 70, 90].includes(value)
  const fits = one !== undefined && one > 0 && value % 10 === 0
  if (fits && (!isTeenWithOne || one >= 7 || /^(?:septante|nonante)$/.test(word(at - 1)))) {
    value += one
    at += 1
  }
  return { digits: String(value).padStart(2, '0'), next: at }
}

/** A local part and a domain, without what can only be said inside quotes. */
const address = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/

/** In lower case; "point", "arobase" and the like are asked back. */
export function readEmail(reply: Reply): Extracted {
  const all = [...reply.source.matchAll(new RegExp(address, 'g'))]
  const [found] = all
  if (new Set(all.map(([each]) => each.toLowerCase())).size > 1)
    return ask(
      'several',
      all.map(([each]) => each.toLowerCase()),
    )
  if (found)
    return filledAt(reply, found[0].toLowerCase(), [found.index, found.index + found[0].length], {
      confidence: 0.98,
    })
  if (!/arobase|arrobase|\bat\b|@/.test(reply.text)) return none
  const spelled = reply.text
    .replace(/ +(?:tiret du bas|underscore|tiret bas) +/g, '_')
    .replace(/ +(?:tiret|dash|hyphen|trait d'union|moins) +/g, '-')
    .replace(/ +(?:point|dot|poing) +/g, '.')
    .replace(/ *(?:arobase|arrobase|@) */g, '@')
    .replace(/ +at +/g, '@')
  const written = address.exec(spelled)
  return written
    ? filled(reply, written[0], { ...whole(reply), confidence: 0.75, confirm: true })
    : ask('weak_match')
}

const introduction = {
  fr: /^(?:(?:euh|alors|ben|oui)[, ]+)*(?:(?:c'est|c'etait|ce sera|il s'agit de|rencontre|vu|j'ai (?:vu|rencontre|parle a|parle avec|discute avec|eu)|on a (?:vu|rencontre)|avec|le contact (?:est|c'est)|il s'appelle|elle s'appelle|son nom(?: est|,? c'est)?|note(?:z)?|mon contact (?:est|c'est)|un certain|une certaine|je l'appelle) +)+/,
  en: /^(?:(?:um|uh|well|yes|so)[, ]+)*(?:(?:it'?s|it was|that was|that'?s|i met(?: with)?|met(?: with)?|with|his name is|her name is|their name is|the name is|the name'?s|name'?s|the contact is|the contact was|he is|she is|he'?s|she'?s|i saw|saw|i (?:spoke|talked|chatted) (?:to|with)|spoke (?:to|with)|put down|just put) +)+/,
} as const

/** "La responsable des achats c'est Ghislaine": how much stands before the name. */
function namedBefore({ source, folded }: Reply, start: number): number {
  const words = /^[\p{L}' -]{1,60}?(?:\b(?:c'est|est|s'appelle|is|was)|:)\s+(?=\p{Lu})/u.exec(
    source.slice(folded.span(start, start)[0]).replaceAll('’', "'"),
  )
  return words?.[0].length ?? 0
}

/** A name or a few words, without what introduces them. */
export function readShortText(reply: Reply): Extracted {
  const { start, end } = whole(reply)
  const text = reply.text.slice(start, end)
  const introduced = introduction[reply.locale].exec(text)?.[0].length ?? 0
  const from = start + (introduced || namedBefore(reply, start))
  // "Gwenaëlle de la compta qui m'a reçu": the name ends before what is told of it.
  const told = / (?:qui|que|who|that|which) .*$/.exec(text.slice(from - start))
  const until =
    start + (told ? text.slice(0, from - start + told.index) : text).replace(/[ .!,;]+$/, '').length
  if (until <= from) return none
  const [a, b] = reply.folded.span(from, until)
  return filledAt(reply, reply.source.slice(a, b), [a, b], {
    confidence: 0.8,
    confirm: afterCorrection(reply) > 0,
  })
}
