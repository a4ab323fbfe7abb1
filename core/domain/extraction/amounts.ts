import type { Extracted, Money } from './extracted.ts'
import { findDates } from './dates.ts'
import { findNumbers, type NumberSpan } from './numbers.ts'
import { afterCorrection, lastSaid } from './corrections.ts'
import {
  ask,
  filled,
  isApproximate,
  isBoundOrRate,
  isRange,
  none,
  type Reply,
  whole,
} from './reply.ts'
import type { SlotField } from './slot-field.ts'
import { stem, stemsOf, wordsOf } from './stems.ts'

export interface MoneySpan {
  readonly start: number
  readonly end: number
  readonly amount: number
  /** ISO 4217; `null` where none was said, or only "balles", which means that of the place. */
  readonly currency: string | null
  readonly isNamed: boolean
}

const currencies: readonly (readonly [string, RegExp])[] = [
  ['EUR', /€|\beur(?:os?)?\b/],
  ['CAD', /\bcad\b|dollars? (?:canadiens?|ca)\b|canadian dollars?|\$ ?ca\b|\bca ?\$/],
  ['USD', /us ?\$|\$|\busd\b|\bdollars?\b|\bbucks?\b/],
  ['GBP', /£|\bsterling\b|\bgbp\b|\bpounds?\b|\blivres?(?: sterling)?\b|\bquids?\b/],
  ['CHF', /\bchf\b|\bfrancs? suisses?\b|\bswiss francs?\b/],
  ['JPY', /¥|\bjpy\b|\byens?\b/],
  ['MAD', /\bmad\b|\bdirhams?\b/],
  ['XOF', /\bfcfa\b|\bxof\b|\bfrancs? cfa\b/],
]
const currencyAfter =
  /^ ?(?:d'|de )? ?(€|euros?\b|eur\b|balles?\b|\$ ?ca\b|\$|us\$|usd\b|dollars? (?:canadiens?|ca)\b|canadian dollars?\b|(?:us |american )?dollars?\b|bucks?\b|piastres?\b|£|gbp\b|pounds?\b|livres?(?: sterling)?\b|quids?\b|chf\b|francs? suisses?|swiss francs?|¥|yens?\b|cad\b|dirhams?\b|mad\b|fcfa\b|francs? cfa\b|francs?\b|sterling\b)/
const currencyBefore = /(€|\beur|us\$|ca ?\$|\$|\busd|£|\bgbp|\bchf|¥|\bcad) ?$/
/** A number before one of these counts something else than money. */
const otherUnit =
  /^ ?(?:%|pour[ -]?cent|percent|per cent|min\b|minutes?|h\b|heures?|hours?|cartons?|boxes|pieces?|pcs|unites?|units?|kg|jours?|days?|semaines?|weeks?|mois|months?|sur \d|\/ ?\d|°|points?\b|palettes?|pallets?|references?|personnes?|people|(?:eme|e|er|st|nd|rd|th)\b)/
const cents =
  /^ ?(?:et |and )?(\d{1,2})(?: ?(centimes?|cents?|pence|c)\b)?(?!\d|[,.]\d| ?%| ?(?:cartons|boxes|min|h\b|pieces))/

const centsAlone = /^ (?:centimes?|cents|pence)\b/

/** Amounts in a folded text, in its order. */
export function findMoney({ text, locale }: Pick<Reply, 'text' | 'locale'>): MoneySpan[] {
  const found: MoneySpan[] = []
  for (const number of findNumbers(text, locale)) {
    if (found.some(({ end }) => end > number.start)) continue
    let { start, end } = number
    const after = currencyAfter.exec(text.slice(end, end + 22))
    const before = currencyBefore.exec(text.slice(Math.max(0, start - 6), start))
    const symbol = after?.[1] ?? before?.[1]
    if (number.isWeak && symbol === undefined) continue
    if (symbol === undefined && otherUnit.test(text.slice(end, end + 16))) continue
    const cent = symbol === undefined ? centsAlone.exec(text.slice(end, end + 10)) : null
    if (cent) {
      found.push({
        ...{ start, end: end + cent[0].length, amount: Math.round(number.value) / 100 },
        ...{ currency: null, isNamed: true },
      })
      continue
    }
    if (after) end += after[0].length
    else if (before) start -= before[0].length
    const minor =
      symbol === undefined ? undefined : minorUnits(text, end, number.value, symbol, locale)
    found.push({
      start,
      end: minor ? minor.end : end,
      amount: Math.round((number.value + (minor?.value ?? 0)) * 100) / 100,
      currency:
        currencies.find(([, words]) => symbol !== undefined && words.test(symbol))?.[0] ?? null,
      isNamed: symbol !== undefined,
    })
  }
  return found
}

/** "12 € 50", "douze euros et cinquante centimes". */
function minorUnits(
  text: string,
  from: number,
  value: number,
  symbol: string,
  locale: Reply['locale'],
): { value: number; end: number } | undefined {
  if (!Number.isInteger(value)) return undefined
  const rest = text.slice(from, from + 30)
  const digits = cents.exec(rest)
  if (digits && (digits[2] !== undefined || (symbol === '€' && digits[1]!.length === 2)))
    return { value: Number(digits[1]) / 100, end: from + digits[0].length }
  const [word] = findNumbers(rest, locale)
  const unit = word && /^ (?:centimes?|cents?|pence)\b/.exec(rest.slice(word.end))
  const isNext = word !== undefined && /^ ?(?:et |and )?$/.test(rest.slice(0, word.start))
  if (word && unit && isNext)
    return { value: word.value / 100, end: from + word.end + unit[0].length }
  // "Six cent nonante-neuf euros nonante".
  const isCents =
    word && isNext && Number.isInteger(word.value) && word.value >= 10 && word.value < 100
  return isCents && /^ *(?:[,.;!?]|$)/.test(text.slice(from + word.end))
    ? { value: word.value / 100, end: from + word.end }
    : undefined
}

/** "2 000 euros la palette". */
const unitPrice = /^ ?(?:ht |ttc )?(?:la |l'|le (?!\d)|the |chacune?\b|each\b)/

const nothing =
  /^(?:rien|zero|gratuit|gratuitement|offert|free|nothing|none|aucune? (?:commande|montant))\b/

/** "dix-huit mille cinq" may be 18 005 or 18 500. */
function isHalfSaid({ text }: Reply, { start, end }: MoneySpan): boolean {
  return /\b(?:mille|thousand) (?:deux|trois|quatre|cinq|six|sept|huit|neuf|two|three|four|five|six|seven|eight|nine)\b(?! ?cent| ?hundred)/.test(
    text.slice(start, end + 10),
  )
}

export function readMoney(reply: Reply, field: SlotField): Extracted {
  const { text, locale, context } = reply
  const currency = field.currency ?? 'EUR'
  const all = findMoney(reply)
  const named = all.filter((each) => each.isNamed)
  const dates = findDates(text, { locale, now: context.now }).filter(({ day }) => day !== null)
  const candidates =
    named.length > 0
      ? named
      : all.filter(({ start, end }) => !dates.some((date) => start < date.end && end > date.start))
  const { said, isCorrected, isUnsure } = lastSaid(reply, candidates)
  const [first] = said
  if (!first)
    return nothing.test(text.trim())
      ? filled(reply, { amount: 0, currency }, { ...whole(reply), confidence: 0.7 })
      : none
  // "Ten grand in sterling": a currency that is said elsewhere.
  const elsewhere = currencies.find(([, words]) => named.length === 0 && words.test(text))?.[0]
  const money = (span: MoneySpan): Money => ({
    amount: span.amount,
    currency: span.currency ?? elsewhere ?? currency,
  })
  const range = all.findIndex((each, index) => {
    const next = all[index + 1]
    return next !== undefined && each.start >= first.start - 40 && isRange(reply, each, next)
  })
  if (range >= 0 && !isCorrected) return ask('range', all.slice(range, range + 2).map(money))
  if (new Set(said.map(({ amount }) => amount)).size > 1) return ask('several', said.map(money))
  if (field.min !== undefined && first.amount < Number(field.min)) return ask('out_of_range')
  if (field.max !== undefined && first.amount > Number(field.max)) return ask('out_of_range')
  const confidence = !first.isNamed ? 0.78 : isApproximate(reply) ? 0.82 : 0.96
  return filled(reply, money(first), {
    ...first,
    confidence,
    confirm:
      isUnsure ||
      isCorrected ||
      isTakenBack(reply, all, said) ||
      isHalfSaid(reply, first) ||
      isBoundOrRate(reply, first) ||
      unitPrice.test(text.slice(first.end, first.end + 24)) ||
      money(first).currency !== currency,
  })
}

/** "2000, non 3000 euros": what was taken back had no unit. */
function isTakenBack(reply: Reply, all: readonly unknown[], said: readonly unknown[]): boolean {
  return all.length > said.length && afterCorrection(reply) > 0
}

const percentAfter = /^ ?(?:%|pour[ -]?cents?\b|percent|per cent|pct\b|points?\b)/

/** Numbers that are followed by a word for percent. */
export function findPercents({ text, locale }: Pick<Reply, 'text' | 'locale'>): NumberSpan[] {
  return findNumbers(text, locale)
    .filter(({ end }) => percentAfter.test(text.slice(end, end + 12)))
    .map((span) => ({
      ...span,
      end: span.end + (percentAfter.exec(text.slice(span.end, span.end + 12))?.[0] ?? '').length,
    }))
}

const noPercent =
  /^(?:aucune?|pas de (?:remise|reduction|rabais)|none|no discount|rien|zero|nothing|sans remise)\b/

export function readPercent(reply: Reply, field: SlotField): Extracted {
  const { text } = reply
  const named = findPercents(reply)
  const numbers =
    named.length > 0 ? named : findNumbers(reply.text, reply.locale).filter(({ isWeak }) => !isWeak)
  const { said, isUnsure, isCorrected } = lastSaid(reply, numbers)
  const [first, second] = said
  if (!first && /\b(?:a )?moitie prix\b|\bhalf[- ]price\b|\bhalf off\b/.test(reply.text))
    return filled(reply, 50, { ...whole(reply), confidence: 0.7 })
  if (!first)
    return noPercent.test(reply.text.trim())
      ? filled(reply, 0, { ...whole(reply), confidence: 0.8 })
      : none
  const all = findNumbers(reply.text, reply.locale)
  const at = all.findIndex(({ start }) => start === first.start)
  const neighbours = [all[at - 1], all[at + 1]]
  if (neighbours[0] && isRange(reply, neighbours[0], first))
    return ask('range', [neighbours[0].value, first.value])
  if (neighbours[1] && isRange(reply, first, neighbours[1]))
    return ask('range', [first.value, neighbours[1].value])
  if (second && new Set(said.map(({ value }) => value)).size > 1)
    return ask(
      'several',
      said.map(({ value }) => value),
    )
  // "La moitié", "un quart" of the price.
  const isShare =
    named.length === 0 && /^(?:half|la moitie|une? |a |three|trois)/.test(text.slice(first.start))
  const value = isShare && first.value < 1 ? first.value * 100 : first.value
  return inLimits(value, field)
    ? filled(reply, value, {
        ...first,
        confidence: named.length > 0 ? 0.96 : 0.8,
        confirm:
          isUnsure ||
          isCorrected ||
          isTakenBack(reply, all, said) ||
          isShare ||
          isBoundOrRate(reply, first),
      })
    : ask('out_of_range')
}

export function inLimits(value: number, { min, max }: SlotField): boolean {
  return (min === undefined || value >= Number(min)) && (max === undefined || value <= Number(max))
}

/** A number before one of these is no plain count. */
const unitOfOther =
  /^ ?(?:%|pour[ -]?cent|percent|per cent|€|euros?\b|\$|£|dollars?|pounds?|h\b|heures?|min\b|minutes?|hours?|mins\b|(?:st|nd|rd|th)\b)/
const noCount =
  /^(?:aucun(?:e)?|none|rien|nothing|nada|pas un(?:e)? seule?|not a single one|nul|zip|zilch)\b/
/** "une commande": too long a reply for an article to be meant as a number. */
const mostWordsWithArticle = 4

const onlyOne =
  /\b(?:just|only) (?:for )?(?:me|myself|the 1|one)\b|\b(?:moi (?:tout )?seule?|tout seul|rien que moi)\b|^(?:me|myself|moi)[ .!]*$/

/** "Quatre kilos deux" is 4.2. */
function isUnitBetween(text: string, first: NumberSpan, second: NumberSpan): boolean {
  const isDecimal = Number.isInteger(first.value) && second.value > 0 && second.value < 100
  return (
    isDecimal &&
    /^ (?:kilos?|litres?|metres?|bars?|degres?|tonnes?) $/.test(text.slice(first.end, second.start))
  )
}

/** Of several numbers, the one that counts what the field asks for: "12 cartons, 3 palettes". */
function countedThings(
  { text, locale }: Reply,
  { label }: SlotField,
  numbers: readonly NumberSpan[],
): readonly NumberSpan[] {
  if (numbers.length < 2) return numbers
  const wanted = stemsOf(label[locale] ?? '', locale)
  const counting = numbers.filter(({ end }) =>
    wordsOf(text.slice(end, end + 24))
      .slice(0, 2)
      .some((word) => wanted.includes(stem(word, locale))),
  )
  return counting.length === 1 ? counting : numbers
}

export function readNumber(reply: Reply, field: SlotField): Extracted {
  const { text, locale, context, words } = reply
  const all = findNumbers(text, locale)
  const taken = findDates(text, { locale, now: context.now }).flatMap(
    ({ start, end, timeSpan }): (readonly [number, number])[] =>
      timeSpan ? [[start, end], timeSpan] : [[start, end]],
  )
  const isAlone = (number: NumberSpan): boolean => text.trim().length === number.end - number.start
  const plain = all.filter((number) => {
    if (number.isWeak && words > 2) return false
    if (unitOfOther.test(text.slice(number.end, number.end + 16))) return false
    if (/[€$£+] ?$/.test(text.slice(0, number.start))) return false
    return isAlone(number) || !taken.some(([from, to]) => number.start < to && number.end > from)
  })
  // "Six two-post lifts": two describes them.
  const counts = plain.filter(({ end }) => !/^-[a-z]/.test(text.slice(end)))
  const usable =
    counts.length > 0
      ? counts
      : plain.length > 0
        ? plain
        : all.filter(({ isWeak }) => !isWeak || words <= mostWordsWithArticle)
  const last = lastSaid(reply, usable)
  const { isCorrected } = last
  const said = countedThings(reply, field, last.said)
  const [first] = said
  if (!first && onlyOne.test(text)) return filled(reply, 1, { ...whole(reply), confidence: 0.8 })
  if (!first)
    return noCount.test(text.trim())
      ? filled(reply, 0, { ...whole(reply), confidence: 0.85 })
      : none
  const [, second, third] = said
  if (field.type === 'number' && second && !third && isUnitBetween(text, first, second))
    return filled(reply, first.value + second.value / (second.value < 10 ? 10 : 100), {
      ...{ start: first.start, end: second.end, confidence: 0.7 },
    })
  const pair = said.findIndex((each, index) => {
    const next = said[index + 1]
    return next !== undefined && isRange(reply, each, next)
  })
  if (pair >= 0)
    return ask(
      'range',
      said.slice(pair, pair + 2).map(({ value }) => value),
    )
  if (new Set(said.map(({ value }) => value)).size > 1)
    return ask(
      'several',
      said.map(({ value }) => value),
    )
  // "One or two": the one is as weak as an article.
  const before = all[all.indexOf(first) - 1]
  if (before?.isWeak && /^ ?(?:or|ou|a|to|-) ?$/.test(text.slice(before.end, first.start)))
    return ask('range', [before.value, first.value])
  const { value } = first
  if (field.type === 'integer' && !Number.isInteger(value))
    return ask('weak_match', [Math.round(value)])
  if (!inLimits(value, field)) return ask('out_of_range')
  const confidence = isCorrected || isApproximate(reply) ? 0.8 : plain.length > 0 ? 0.93 : 0.7
  return filled(reply, value, {
    ...first,
    confidence,
    confirm: last.isUnsure || isCorrected || isBoundOrRate(reply, first),
  })
}
