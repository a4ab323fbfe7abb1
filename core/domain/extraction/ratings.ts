import { lastSaid } from './corrections.ts'
import type { Extracted } from './extracted.ts'
import { findNumbers, type NumberSpan } from './numbers.ts'
import { ask, filled, isBoundOrRate, isRange, none, type Reply, whole } from './reply.ts'
import type { SlotField } from './slot-field.ts'

const best =
  /\b(?:(?:la )?(?:note |score )?(?:maximale?|maximum|max)|la meilleure note|top(?: note)?|parfaite?|perfect|highest|full marks|top marks|the best|carton plein|20\/20)\b/
const worst =
  /\b(?:(?:la )?(?:note |score )?(?:minimale?|minimum)|la pire(?: note)?|lowest|worst|bottom)\b/
const outOf = /^ *(?:etoiles? |stars? |points? )?(?:sur|\/|out of|over|of) *(?:a possible )?$/
/** An article is a mark only in a short reply. */
const mostWordsWithArticle = 3

/** A mark on the scale of the field; on another one it is asked for again. */
export function readRating(reply: Reply, field: SlotField): Extracted {
  const { text, locale, words } = reply
  const min = Number(field.min ?? 1)
  const max = Number(field.max ?? 5)
  const numbers = findNumbers(text, locale).filter(
    ({ isWeak }) => !isWeak || words <= mostWordsWithArticle || /\b(?:sur|out of)\b|\//.test(text),
  )
  const mark = (
    value: number,
    place: { start: number; end: number },
    confidence: number,
  ): Extracted =>
    value >= min && value <= max
      ? filled(reply, value, { ...place, confidence })
      : ask('out_of_range')

  const fraction = markOutOf(text, numbers)
  if (fraction) {
    const { value, scale, start, end } = fraction
    const rest = text.slice(end)
    const other = markOutOf(rest, findNumbers(rest, locale))
    if (other && other.value !== value) return ask('several', [value, other.value])
    if (scale === max && Number.isInteger(value)) return mark(value, { start, end }, 0.97)
    const converted = Math.round((value / scale) * max)
    return ask('other_scale', converted >= min && converted <= max ? [converted] : [])
  }
  if (numbers.length === 0) {
    if (best.test(text)) return filled(reply, max, { ...whole(reply), confidence: 0.8 })
    if (worst.test(text)) return filled(reply, min, { ...whole(reply), confidence: 0.8 })
  }
  const { said, isUnsure, isCorrected } = lastSaid(reply, numbers)
  const strong = said.some(({ isWeak }) => !isWeak) ? said.filter(({ isWeak }) => !isWeak) : said
  const [first, second] = strong
  if (!first) return none
  if (second && isRange(reply, first, second)) return ask('range', [first.value, second.value])
  if (new Set(strong.map(({ value }) => value)).size > 1)
    return ask(
      'several',
      strong.map(({ value }) => value),
    )
  if (/^ ?(?:%|pour cent|percent)/.test(text.slice(first.end))) return ask('other_scale')
  return Number.isInteger(first.value)
    ? mark(first.value, first, isUnsure || isCorrected || isBoundOrRate(reply, first) ? 0.7 : 0.9)
    : ask('weak_match', [Math.floor(first.value), Math.ceil(first.value)])
}

export interface MarkOutOf {
  readonly value: number
  readonly scale: number
  readonly start: number
  readonly end: number
}

/** "4 sur 5", "8/10", "four out of five". */
export function markOutOf(text: string, numbers: readonly NumberSpan[]): MarkOutOf | undefined {
  for (const [index, first] of numbers.entries()) {
    const second = numbers[index + 1]
    if (second && outOf.test(text.slice(first.end, second.start)) && second.value > 0)
      return { value: first.value, scale: second.value, start: first.start, end: second.end }
  }
  const slash = /(?<![\d/])(\d+(?:[.,]\d)?) ?\/ ?(\d+)(?![\d/])/.exec(text)
  if (!slash || Number(slash[2]) === 0) return undefined
  return {
    value: Number(slash[1]!.replace(',', '.')),
    scale: Number(slash[2]),
    start: slash.index,
    end: slash.index + slash[0].length,
  }
}
