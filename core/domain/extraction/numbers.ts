import type { Locale } from '../../contract/scalars.ts'

/** A number in a folded text. */
export interface NumberSpan {
  readonly start: number
  readonly end: number
  readonly value: number
  readonly isWord: boolean
  /** "un", "one": as often an article as a number. */
  readonly isWeak: boolean
}

interface Lexicon {
  /** Below a hundred. */
  readonly units: Readonly<Record<string, number>>
  /** "douzaine": a number of things by itself. */
  readonly groups: Readonly<Record<string, number>>
  readonly hundred: RegExp
  readonly big: Readonly<Record<string, number>>
  readonly decimal: string
  readonly and: string
  readonly minus: RegExp
  /** Whether `next` may follow what was said below a hundred: "soixante" "dix". */
  readonly joins: (below: number, next: number) => boolean
}

const french: Lexicon = {
  units: {
    ...{ zero: 0, un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8 },
    ...{ neuf: 9, dix: 10, onze: 11, douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16 },
    ...{ vingt: 20, vingts: 20, trente: 30, quarante: 40, cinquante: 50, soixante: 60 },
    ...{ septante: 70, huitante: 80, octante: 80, nonante: 90 },
  },
  groups: {
    ...{ dizaine: 10, dizaines: 10, douzaine: 12, douzaines: 12, quinzaine: 15, vingtaine: 20 },
    ...{ trentaine: 30, quarantaine: 40, cinquantaine: 50, soixantaine: 60, centaine: 100 },
    ...{ centaines: 100, millier: 1000, milliers: 1000, paire: 2, paires: 2 },
  },
  hundred: /^cents?$/,
  big: {
    ...{ mille: 1e3, mil: 1e3, milles: 1e3, million: 1e6, millions: 1e6 },
    ...{ milliard: 1e9, milliards: 1e9 },
  },
  decimal: 'virgule',
  and: 'et',
  minus: /^(?:moins|negatif)$/,
  joins(below, next) {
    if (below === 4 && next === 20) return true
    if (below === 10) return next >= 7 && next <= 9
    if (below === 60 || below === 80) return next >= 1 && next <= 19
    // Behind "soixante-dix" and "quatre-vingt-dix", and behind "septante" and "nonante".
    if (below === 70 || below === 90) return next >= 1 && next <= 9
    return below >= 20 && below <= 50 && below % 10 === 0 && next >= 1 && next <= 9
  },
}

const english: Lexicon = {
  units: {
    ...{ zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9 },
    ...{ ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16 },
    ...{ seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fourty: 40 },
    ...{ fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 },
  },
  groups: { dozen: 12, dozens: 12, couple: 2, pair: 2, grand: 1000 },
  hundred: /^hundreds?$/,
  big: {
    ...{ thousand: 1e3, thousands: 1e3, million: 1e6, millions: 1e6, billion: 1e9, billions: 1e9 },
    ...{ trillion: 1e12, trillions: 1e12 },
  },
  decimal: 'point',
  and: 'and',
  minus: /^(?:minus|negative)$/,
  joins: (below, next) => below >= 20 && below % 10 === 0 && next >= 1 && next <= 9,
}

const lexicons: Readonly<Record<Locale, Lexicon>> = { fr: french, en: english }

/** `1 250,5`, `1.250,50`, `1,250.50`, `12500`, `.5`, `- 3`, `1'200`; not the 2 of `h2` or `1/2`. */
const digits =
  /(?<![\d.,/_]|(?<!\beur|\busd|\bgbp|\bchf|\bus\$)(?<=[a-z]))(?:[-+](?: (?=\d))?)?(?:\d{1,3}(?:[ '.,]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?|(?<!\d)[.,]\d+)(?!\d)/g

const scales: readonly (readonly [RegExp, number])[] = [
  [/^ ?ke?(?![a-z0-9])/, 1e3],
  [/^ ?m(?= ?(?:€|eur|\$|£|(?![a-z0-9])))/, 1e6],
  [/^ ?(?:mille|milles|thousand|grand)(?![a-z])/, 1e3],
  [/^ ?millions?(?![a-z])/, 1e6],
  [/^ ?(?:milliards?|billions?)(?![a-z])/, 1e9],
  [/^ ?hundred(?![a-z])/, 100],
  [/^ ?cents?(?= (?:mille|euros?|millions?)\b)/, 100],
  [/^ ?(?:dozens?|douzaines?)(?![a-z])/, 12],
  [/^ ?dizaines?(?![a-z])/, 10],
  [/^ ?centaines?(?![a-z])/, 100],
  [/^ ?milliers?(?![a-z])/, 1000],
]

/**
 * Numbers in digits and in words, in the order of the text; none overlaps another.
 *
 * @param text folded
 */
export function findNumbers(text: string, locale: Locale): NumberSpan[] {
  const found = [...digitNumbers(text, locale)]
  const isTaken = (start: number, end: number): boolean =>
    found.some((each) => each.start < end && each.end > start)
  const words = [...wordNumbers(text, lexicons[locale], isTaken)]
  for (const fraction of fractions(text)) {
    // "deux et demi" is a number already; "demi-douzaine" is more than the "douzaine" in it.
    const inside = words.filter((each) => each.start < fraction.end && each.end > fraction.start)
    const isLonger = inside.every((each) => each.end - each.start < fraction.end - fraction.start)
    if (isTaken(fraction.start, fraction.end) || !isLonger) continue
    for (const each of inside) words.splice(words.indexOf(each), 1)
    found.push(fraction)
  }
  found.push(...words)
  return found.sort((a, b) => a.start - b.start)
}

function* digitNumbers(text: string, locale: Locale): Generator<NumberSpan> {
  for (const match of text.matchAll(digits)) {
    let start = match.index
    let end = start + match[0].length
    let value = parseDigits(match[0], locale)
    if (!Number.isFinite(value)) continue
    const after = text.slice(end, end + 16)
    const scale = scales.find(([pattern]) => pattern.test(after))
    if (scale) {
      end += (scale[0].exec(after)?.[0] ?? '').length
      value *= scale[1]
      value = Math.round(value * 1e6) / 1e6
    }
    const half = /^ (?:et demie?|and a half)(?![a-z])/.exec(text.slice(end, end + 14))
    if (half) {
      value += 0.5
      end += half[0].length
    }
    const sign = /(?:^|\s)(?:moins|minus|negative?) $/.exec(
      text.slice(Math.max(0, start - 12), start),
    )
    if (sign && !/(?:au|le|the) moins $/.test(text.slice(Math.max(0, start - 12), start))) {
      value = -value
      start -= sign[0].trimStart().length
    }
    yield { start, end, value, isWord: false, isWeak: false }
  }
}

function parseDigits(raw: string, locale: Locale): number {
  const typed = raw.replace(/[ ']/g, '')
  const comma = typed.lastIndexOf(',')
  const point = typed.lastIndexOf('.')
  if (comma >= 0 && point >= 0) {
    const [decimal, grouping] = comma > point ? [',', '.'] : ['.', ',']
    return Number(typed.split(grouping).join('').replace(decimal, '.'))
  }
  if (comma < 0 && point < 0) return Number(typed)
  const separator = comma >= 0 ? ',' : '.'
  const parts = typed.split(separator)
  const whole = (parts[0] ?? '').replace(/[-+]/, '')
  const looksGrouped =
    parts.slice(1).every(({ length }) => length === 3) && whole.length <= 3 && !/^0*$/.test(whole)
  const isGrouping = separator === (locale === 'fr' ? '.' : ',')
  if (looksGrouped && (parts.length > 2 || isGrouping)) return Number(parts.join(''))
  return parts.length === 2 ? Number(parts.join('.')) : Number.NaN
}

const fractionWords: readonly (readonly [RegExp, number])[] = [
  [/\b(?:une )?demi[- ]douzaine\b|\bhalf a dozen\b/g, 6],
  [/\btrois quarts\b|\bthree quarters\b/g, 0.75],
  [/\b(?:un|a) (?:quart|quarter)\b/g, 0.25],
  [/\b(?:un demi|une demie|half|la moitie)\b(?! past)/g, 0.5],
]

function* fractions(text: string): Generator<NumberSpan> {
  for (const [pattern, value] of fractionWords)
    for (const { index, 0: words } of text.matchAll(pattern))
      yield { start: index, end: index + words.length, value, isWord: true, isWeak: false }
}

interface Token {
  readonly word: string
  readonly start: number
  readonly end: number
}

function* wordNumbers(
  text: string,
  lexicon: Lexicon,
  isTaken: (start: number, end: number) => boolean,
): Generator<NumberSpan> {
  const tokens: Token[] = [...text.matchAll(/[a-z]+|\d+|[^\s\w]/g)].map((match) => ({
    word: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
  for (let at = 0; at < tokens.length; at += 1) {
    const first = tokens[at]!
    if (isTaken(first.start, first.end)) continue
    const isArticle =
      lexicon === english &&
      /^an?$/.test(first.word) &&
      (/^(?:hundred|thousand|million|billion|dozen|couple|pair)$/.test(
        tokens[at + 1]?.word ?? '',
      ) ||
        // "A grand", and not a grand opening.
        (tokens[at + 1]?.word === 'grand' && !/^[a-z]/.test(tokens[at + 2]?.word ?? '')))
    const isMinus =
      lexicon.minus.test(first.word) &&
      !/\b(?:au|le|the) $/.test(text.slice(Math.max(0, first.start - 5), first.start))
    const read = isArticle
      ? readWords(tokens, at + 1, lexicon, 1)
      : readWords(tokens, isMinus ? at + 1 : at, lexicon)
    if (!read) continue
    const words = text.slice(first.start, read.end)
    yield {
      start: first.start,
      end: read.end,
      value: isMinus ? -read.value : read.value,
      isWord: true,
      // "Un, il est furieux": by itself at the beginning it is the answer.
      isWeak:
        /^(?:un|une|one)$/.test(words) &&
        !(first.start === 0 && /^ ?(?:[,.;!?]|$)/.test(text.slice(read.end))),
    }
    at = read.next - 1
  }
}

/**
 * The number that begins with the token `from`; `next` is the token behind it.
 *
 * @param begun what stands before it: the 1 of "a hundred"
 */
function readWords(
  tokens: readonly Token[],
  from: number,
  lexicon: Lexicon,
  begun = 0,
): { value: number; end: number; next: number } | undefined {
  const { units, groups, hundred, big, and } = lexicon
  let total = 0
  let current = begun
  let last: 'none' | 'unit' | 'hundred' | 'big' = begun > 0 ? 'unit' : 'none'
  let at = from
  let end = -1
  const word = (index: number): string => tokens[index]?.word ?? ''
  const take = (): void => {
    end = tokens[at]!.end
    at += 1
  }
  for (; at < tokens.length;) {
    const here = word(at)
    const unit = Object.hasOwn(units, here) ? units[here] : undefined
    if (unit !== undefined) {
      if (last === 'unit' && !lexicon.joins(current % 100, unit)) break
      current = current % 100 === 4 && unit === 20 ? current - 4 + 80 : current + unit
      last = 'unit'
      take()
    } else if (here === '-' && last !== 'none' && isNumberWord(word(at + 1), lexicon)) at += 1
    else if (here === and && isJoined(tokens, at, lexicon, last, current))
      at += word(at + 1) === '-' ? 2 : 1
    else if (hundred.test(here)) {
      if (last === 'none' && lexicon === english && !Object.hasOwn(big, word(at + 1))) break
      if (last === 'hundred' || isPercent(tokens, at)) break
      const below = last === 'unit' ? current % 100 : 0
      current = current - below + (below || 1) * 100
      last = 'hundred'
      take()
    } else if (Object.hasOwn(big, here)) {
      if (last === 'none' && !/^mill?es?$/.test(here)) break
      total += (current || (last === 'none' ? 1 : 0)) * (big[here] ?? 1)
      current = 0
      last = 'big'
      take()
    } else if (Object.hasOwn(groups, here)) {
      // "Le grand modèle" is no thousand.
      if (here === 'grand' && last === 'none') break
      current = (last === 'none' ? 1 : current) * (groups[here] ?? 1)
      last = 'big'
      take()
      const many = /^(?:of|de)$/.test(word(at)) ? manyOf(word(at + 1), lexicon) : undefined
      if (many !== undefined) {
        current *= many
        at += 1
        take()
      }
      break
    } else break
  }
  if (end < 0) {
    const fraction = last === 'none' ? readFraction(tokens, at, lexicon) : undefined
    return fraction && fraction.value > 0 && fraction.isDecimal
      ? { ...fraction, value: fraction.value * fraction.scale }
      : undefined
  }
  const tail = readFraction(tokens, at, lexicon)
  if (tail)
    return { value: (total + current + tail.value) * tail.scale, end: tail.end, next: tail.next }
  return { value: total + current, end, next: at }
}

/** "a couple of hundred", "une dizaine de milliers". */
function manyOf(word: string, { hundred, big, groups }: Lexicon): number | undefined {
  if (hundred.test(word)) return 100
  if (Object.hasOwn(big, word)) return big[word]
  return /^(?:centaines|milliers|dozen)$/.test(word) ? groups[word] : undefined
}

const isNumberWord = (word: string, { units, hundred, big, and }: Lexicon): boolean =>
  Object.hasOwn(units, word) || hundred.test(word) || Object.hasOwn(big, word) || word === and

/** "vingt et un", "a hundred and five": whether "et" stands inside a number. */
function isJoined(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
  last: 'none' | 'unit' | 'hundred' | 'big',
  current: number,
): boolean {
  const next = tokens[tokens[at + 1]?.word === '-' ? at + 2 : at + 1]?.word ?? ''
  if (!Object.hasOwn(lexicon.units, next)) return false
  if (lexicon === english) return last === 'hundred' || last === 'big'
  const isTens = [20, 30, 40, 50, 60, 70].includes(current % 100)
  return last === 'unit' && isTens && /^(?:un|une|onze)$/.test(next)
}

/** "pour cent" is no hundred. */
const isPercent = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]?.word
  return (before === '-' ? tokens[at - 2]?.word : before) === 'pour'
}

interface Fraction {
  readonly value: number
  readonly scale: number
  readonly end: number
  readonly next: number
  /** "virgule cinq" and not "et demi": may stand without a number before it. */
  readonly isDecimal?: boolean
}

/** "virgule cinq", "point two five million", "et demi", "and a half". */
function readFraction(
  tokens: readonly Token[],
  from: number,
  { units, decimal, and, big, joins }: Lexicon,
): Fraction | undefined {
  const word = (index: number): string => tokens[index]?.word ?? ''
  if (word(from) === and && /^demie?$/.test(word(from + 1)))
    return { value: 0.5, scale: 1, end: tokens[from + 1]!.end, next: from + 2 }
  const part = { half: 0.5, quarter: 0.25 }[word(from + 2)]
  if (word(from) === 'and' && word(from + 1) === 'a' && part !== undefined) {
    // "Two and a half thousand", "two and a half grand".
    const scale = word(from + 3) === 'grand' ? 1e3 : big[word(from + 3)]
    return scale === undefined
      ? { value: part, scale: 1, end: tokens[from + 2]!.end, next: from + 3 }
      : { value: part, scale, end: tokens[from + 3]!.end, next: from + 4 }
  }
  if (word(from) === 'and' && word(from + 1) === 'three' && word(from + 2) === 'quarters')
    return { value: 0.75, scale: 1, end: tokens[from + 2]!.end, next: from + 3 }
  if (word(from) !== decimal) return undefined
  let decimals = ''
  let last = -1
  let at = from + 1
  for (; at < tokens.length; at += 1) {
    const here = word(at)
    if (here === '-' || (here === and && decimals !== '' && Object.hasOwn(units, word(at + 1))))
      continue
    const value = /^\d+$/.test(here)
      ? Number(here)
      : Object.hasOwn(units, here)
        ? units[here]
        : undefined
    if (value === undefined) break
    // "soixante-quinze" is 75, not 6015.
    if (last > 0 && joins(last, value)) {
      const joined = last === 4 && value === 20 ? 80 : last + value
      decimals = decimals.slice(0, -String(last).length) + joined
      last = joined
    } else {
      decimals += value
      last = value
    }
  }
  if (decimals === '') return undefined
  const scale = Object.hasOwn(big, word(at)) ? (big[word(at)] ?? 1) : 1
  if (scale !== 1) at += 1
  return {
    value: Number(`0.${decimals}`),
    scale,
    end: tokens[at - 1]!.end,
    next: at,
    isDecimal: true,
  }
}
