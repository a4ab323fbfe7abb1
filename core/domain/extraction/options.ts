import { distance } from 'fastest-levenshtein'
import type { Locale } from '../../contract/scalars.ts'
import type { Extracted, FilledSlot } from './extracted.ts'
import { afterCorrection } from './corrections.ts'
import { folded } from './folded-text.ts'
import { ask, filled, none, readReply, type Reply, whole } from './reply.ts'
import type { SlotField, SlotOption } from './slot-field.ts'
import { isStopWord, stem, wordsOf } from './stems.ts'
import { thesaurus } from './thesaurus.ts'
import { readYesNo } from './yes-no.ts'

interface Word {
  readonly text: string
  readonly stem: string
  readonly start: number
  readonly end: number
}

interface OptionMatch {
  readonly option: SlotOption
  /** 0 to 1. */
  readonly score: number
  /** In the folded text; of the words that match. */
  readonly start: number
  readonly end: number
}

/** What an option is called: in the language of the reply first, and its synonyms. */
function namesOf({ label, synonyms = [] }: SlotOption, locale: Locale): string[] {
  const other = locale === 'fr' ? 'en' : 'fr'
  return [label[locale], label[other], ...synonyms].filter((name) => name !== undefined)
}

function labelOf(option: SlotOption, locale: Locale): string {
  return namesOf(option, locale)[0] ?? option.value
}

const matching = 0.5

function readWords(text: string, locale: Locale): Word[] {
  return [...text.matchAll(/[a-z0-9]+/g)].map((match) => ({
    text: match[0],
    stem: stem(match[0], locale),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** How well a word that was said stands for a word of a name, from 0 to 1. */
function likeness(said: Word, wanted: string, wantedStem: string, locale: Locale): number {
  if (said.text === wanted) return 1
  if (said.stem === wantedStem && wantedStem.length > 2) return 0.95
  const shared = Math.min(said.stem.length, wantedStem.length)
  if (shared >= 4) {
    const beginning = Math.max(4, shared - 1)
    const isBegun =
      said.stem.startsWith(wantedStem.slice(0, beginning)) &&
      wantedStem.startsWith(said.stem.slice(0, beginning))
    if (isBegun) return 0.85
  }
  const longer = Math.max(said.text.length, wanted.length)
  if (longer < 5 || said.text.length < 4 || isStopWord(said.text, locale)) return 0
  const ratio = 1 - distance(said.text, wanted) / longer
  if (ratio >= 0.8) return 0.9 * ratio
  if (said.text.length >= 5 && wanted.startsWith(said.text)) return 0.75
  return wanted.length >= 8 && wanted.startsWith(said.text) ? 0.7 : 0
}

function matchName(
  words: readonly Word[],
  name: string,
  locale: Locale,
): Omit<OptionMatch, 'option'> {
  const all = wordsOf(name)
  const telling = all.filter((word) => !isStopWord(word, locale) && word.length > 1)
  const wanted = telling.length > 0 ? telling : all
  let hits = 0
  let [start, end] = [Number.POSITIVE_INFINITY, 0]
  for (const each of wanted) {
    const wantedStem = stem(each, locale)
    let best = 0
    let at: Word | undefined
    for (const word of words) {
      const score = likeness(word, each, wantedStem, locale)
      if (score > best) [best, at] = [score, word]
    }
    if (!at || best < 0.65) continue
    hits += best
    start = Math.min(start, at.start)
    end = Math.max(end, at.end)
  }
  const score = wanted.length === 0 ? 0 : hits / wanted.length
  // One telling word of a name of several is worth something.
  return {
    score: wanted.length > 1 && hits > 0 && score < 0.6 ? Math.max(score, 0.55 * hits) : score,
    start,
    end,
  }
}

/** In both languages: a reply is looked through in one, then in the other. */
const negation: readonly RegExp[] = [
  /\b(?:(?:pas|jamais)(?: encore| vraiment| trop| tellement| beaucoup)? (?:ete )?(?:de |d'|un |une |la |le |les |question de )?|sans |ni (?:de |la |le |l')?|aucune? )$/,
  /(?:\bno |(?:\bnot|n't|\bnever)(?: yet| really| actually)? (?:a |an |the |any )?|\bwithout |\b(?:neither|nor) (?:a |an |the )?|nothing about )$/,
]

/** "On n'a pas parlé de prix", "we didn't discuss price". */
const unspoken =
  /(?:\b(?:pas|jamais|not|never)\b|n't\b) (?:[a-z]+ ){0,2}(?:parl|abord|discut|evoqu|talk|discuss|cover|mention)[^,;.!?]*$/
const negative = /\b(?:pas|non|sans|not|no|never)\b|n't\b/

/** Whether the words that end at `end` are denied; what is negative itself is not. */
function isNegated(text: string, start: number, end: number): boolean {
  if (negative.test(text.slice(start, end))) return false
  const before = text.slice(Math.max(0, start - 80), start)
  return (
    negation.some((words) => words.test(before)) ||
    unspoken.test(before.replace(/^.*\b(?:mais|but)\b/, ''))
  )
}

/** Whether the word that stands at `start` is denied there, or anywhere else: "non, pas les prix". */
function isDenied(text: string, words: readonly Word[], start: number): boolean {
  const said = words.find((word) => word.start === start)
  return words.some((word) => word.stem === said?.stem && isNegated(text, word.start, word.end))
}

/** What stands for an option in the words of the field; a person is asked whether it does. */
function meantOptions(text: string, field: SlotField, locale: Locale): SlotOption[] {
  return (field.options ?? []).filter((option) =>
    namesOf(option, locale).some((name) =>
      thesaurus.some(([named, said]) => {
        const match = named.test(folded(name)) ? said.exec(text) : null
        return match && !isNegated(text, match.index, match.index + match[0].length)
      }),
    ),
  )
}

/** Options by how well they match, the best first; those that are denied are left out. */
function matchOptions(text: string, field: SlotField, locale: Locale): OptionMatch[] {
  const words = readWords(text, locale)
  return (field.options ?? [])
    .map((option): OptionMatch => {
      const best = namesOf(option, locale)
        .map((name) => matchName(words, name, locale))
        .reduce((a, b) => (b.score > a.score ? b : a), { score: 0, start: 0, end: 0 })
      return { option, ...best }
    })
    .filter(
      ({ option, score, start }) =>
        score > 0 &&
        (negative.test(folded(labelOf(option, locale))) || !isDenied(text, words, start)),
    )
    .sort((a, b) => b.score - a.score)
}

const either: Readonly<Record<Locale, RegExp>> = { fr: /\b(?:ou|soit)\b/, en: /\b(?:or|either)\b/ }
const doubtful =
  /\b(?:peut[- ]etre|probable(?:ment)?|eventuel(?:lement)?|maybe|perhaps|possibly|probably|might)\b/
const optionNumber =
  /\b(?:option|choix|numero|number|choice|n°|reponse|answer) ?(?:la |numero )?(\d{1,2})\b|^ *(?:la |le |the )?(\d{1,2}) *[.)]?$/
const ordinals: Readonly<Record<Locale, readonly (readonly [RegExp, number])[]>> = {
  fr: [
    [/\b(?:premiere?|1ere?|1er)\b/, 0],
    [/\b(?:deuxieme|seconde?|2e(?:me)?)\b(?!-)/, 1],
    [/\b(?:troisieme|3e(?:me)?)\b/, 2],
    [/\b(?:quatrieme|4e(?:me)?)\b/, 3],
    [/\b(?:cinquieme|5e(?:me)?)\b/, 4],
    [/\bavant[- ]dernier(?:e)?\b/, -2],
    [/\bderniere?\b/, -1],
  ],
  en: [
    [/\b(?:first|1st)\b(?!-)/, 0],
    [/\b(?:second|2nd)\b(?!-)/, 1],
    [/\b(?:third|3rd)\b/, 2],
    [/\b(?:fourth|4th)\b/, 3],
    [/\b(?:fifth|5th)\b/, 4],
    [/\bsecond to last\b/, -2],
    [/\blast\b/, -1],
  ],
}
const mostWordsOfOrdinal = 6

/** One of the options (AIR-06): by its name, nearly its name, or its place in the list. */
export function readChoice(reply: Reply, field: SlotField): Extracted {
  const { text, locale, words } = reply
  const options = field.options ?? []
  const all = whole(reply)
  const exact = options.find((option) =>
    namesOf(option, locale).some((name) => folded(name).trim() === text.trim()),
  )
  if (exact) return filled(reply, exact.value, { ...all, confidence: 1 })
  const from = afterCorrection(reply)
  const corrected = from > 0 ? matchOptions(text.slice(from), field, locale) : []
  const [best, next, ...others] =
    corrected[0] && corrected[0].score >= matching ? corrected : matchOptions(text, field, locale)
  if (best && best.score >= matching) {
    const isOtherWord = next !== undefined && next.start !== best.start
    if (next && isOtherWord && next.score >= 0.4 && either[locale].test(text))
      return ask('several', [best.option.value, next.option.value])
    const isClose = next !== undefined && next.score >= matching && best.score - next.score < 0.25
    if (isClose && (isOtherWord || best.score === next.score))
      return ask('several', [best.option.value, next.option.value])
    return filled(reply, best.option.value, {
      ...all,
      confidence: Math.min(0.97, best.score * 0.95),
      // Another option was named as well, or this one not for certain.
      confirm: from > 0 || (isOtherWord && next.score >= matching) || doubtful.test(text),
      alternatives: [next, ...others]
        .slice(0, 2)
        .flatMap((each) => (each && each.score > 0.3 ? [each.option.value] : [])),
    })
  }
  const number = optionNumber.exec(text)
  const counted = number && options[Number(number[1] ?? number[2]) - 1]
  if (counted) return filled(reply, counted.value, { ...all, confidence: 0.85 })
  if (words <= mostWordsOfOrdinal || /option|choix|choice|reponse|answer/.test(text))
    for (const [pattern, at] of ordinals[locale]) {
      const option = pattern.test(text) ? options.at(at) : undefined
      if (option) return filled(reply, option.value, { ...all, confidence: 0.85 })
    }
  const yesNo = yesNoOption(reply, options)
  if (yesNo) return yesNo
  const [meant, another] = meantOptions(text, field, locale)
  if (meant && another) return ask('several', [meant.value, another.value])
  if (meant) return filled(reply, meant.value, { ...all, confidence: 0.7 })
  return best && best.score > 0.3 ? ask('weak_match', [best.option.value]) : none
}

/** A list of "oui" and "non" is answered like a question. */
function yesNoOption(reply: Reply, options: readonly SlotOption[]): Extracted | undefined {
  const find = (words: RegExp): SlotOption | undefined =>
    options.find((option) => words.test(folded(labelOf(option, reply.locale))))
  const [yes, no] = [find(/^(?:oui|yes)$/), find(/^(?:non|no)$/)]
  if (options.length > 3 || !yes || !no) return undefined
  const read = readYesNo(reply)
  return read.status === 'filled'
    ? { ...read, value: read.value === true ? yes.value : no.value }
    : read
}

const every: Readonly<Record<Locale, RegExp>> = {
  fr: /\b(?:tous|toutes|tout|l'ensemble|la totale|l'integralite)\b/,
  en: /\b(?:all(?: of (?:them|it|those))?|everything|every one|each|the lot)\b/,
}
const nothing: Readonly<Record<Locale, RegExp>> = {
  fr: /^(?:(?:non|euh)[, ]+)*(?:aucun(?:e)?(?: (?:de|d'|des) .*| sujet.*)?|rien(?: du tout| de tout ca| de particulier)?|pas du tout|neant|ni l'un ni l'autre)[ .!]*$/,
  en: /^(?:(?:no|um)[, ]+)*(?:none(?: of (?:them|those|these|the above|it))?|nothing(?: at all| in particular)?|neither|not any)[ .!]*$/,
}
const except: Readonly<Record<Locale, RegExp>> = {
  fr: /\b(?:sauf|hormis|excepte|a part|mais pas|sans|a l'exception d[eu]|moins)\b/,
  en: /\b(?:except(?: for)?|but not|apart from|other than|all but|excluding|without|minus|bar|everything but)\b/,
}
const mostWordsOfEverything = 6

/** Some of the options, in the order of the list. */
export function readChoices(reply: Reply, field: SlotField): Extracted {
  const { text, locale, words } = reply
  const options = field.options ?? []
  const all = whole(reply)
  const values = (chosen: readonly SlotOption[]): string[] => chosen.map(({ value }) => value)
  if (nothing[locale].test(text.trim())) return filled(reply, [], { ...all, confidence: 0.9 })
  const named = (part: string): SlotOption[] => {
    const matches = matchOptions(part, field, locale).filter(({ score }) => score >= matching)
    return options.filter((option) => matches.some((match) => match.option === option))
  }
  const exception = except[locale].exec(text)
  if (exception) {
    const before = text.slice(0, exception.index)
    const left = named(text.slice(exception.index + exception[0].length))
    const given = named(before)
    const isAll = every[locale].test(before) || /all but|everything but/.test(exception[0])
    const base = isAll || given.length === 0 ? options : given
    if (left.length > 0)
      return filled(reply, values(base.filter((option) => !left.includes(option))), {
        ...all,
        confidence: 0.85,
      })
  }
  const chosen = named(text)
  if (chosen.length > 0)
    return filled(reply, values(chosen), {
      ...all,
      confidence: 0.88,
      confirm: afterCorrection(reply) > 0 || either[locale].test(text),
    })
  if (every[locale].test(text) && words <= mostWordsOfEverything)
    return filled(reply, values(options), {
      ...all,
      confidence: 0.85,
      confirm: /\b(?:un peu|a bit|presque|almost|nearly) /.test(text),
    })
  const places = ordinals[locale].filter(([pattern]) => pattern.test(text)).map(([, at]) => at)
  if (places.length > 1 && words <= mostWordsOfOrdinal) {
    const counted = places.flatMap((at) => options.at(at) ?? [])
    return filled(reply, values(options.filter((option) => counted.includes(option))), {
      ...all,
      confidence: 0.7,
    })
  }
  const meant = meantOptions(text, field, locale)
  if (meant.length > 0) return filled(reply, values(meant), { ...all, confidence: 0.7 })
  const one = readChoice(reply, field)
  return one.status === 'filled' && typeof one.value === 'string'
    ? { ...one, value: [one.value] }
    : one
}

/** An option that a reply names without having been asked for one: its own words, nearly. */
export function readNamedOption(reply: Reply, field: SlotField): FilledSlot | undefined {
  const read = readChoiceInEither(reply, field)
  if (read.status !== 'filled' || (Array.isArray(read.value) && read.value.length === 0))
    return undefined
  const named = matchOptions(reply.text, field, reply.locale).some(({ score }) => score >= 0.85)
  const isMeant = meantOptions(reply.text, field, reply.locale).length === 1
  return named || (isMeant && field.type === 'choice') ? read : undefined
}

/** For replies in the other language. */
export function readChoiceInEither(reply: Reply, field: SlotField): Extracted {
  const read = field.type === 'choice' ? readChoice : readChoices
  const found = read(reply, field)
  if (found.status !== 'none') return found
  return read(readReply(reply.source, reply.context, reply.locale === 'fr' ? 'en' : 'fr'), field)
}
