import type { Locale } from '../../contract/scalars.ts'
import { inLimits } from './amounts.ts'
import { afterCorrection, lastSaid } from './corrections.ts'
import type { Extracted } from './extracted.ts'
import { findNumbers } from './numbers.ts'
import { ask, filled, isBoundOrRate, isRange, none, type Reply } from './reply.ts'
import type { SlotField } from './slot-field.ts'

export interface DurationSpan {
  readonly start: number
  readonly end: number
  readonly minutes: number
}

/** A working day. */
const dayMinutes = 480

const phrases: Readonly<Record<Locale, readonly (readonly [RegExp, number])[]>> = {
  fr: [
    [/trois (?:petits |bons )?quarts? d'heure/g, 45],
    [/(?:un |1 )?(?:petit |bon )?quart d'heure/g, 15],
    [/(?:une |1 )?(?:petite |bonne )?demi[- ]?heure/g, 30],
    [/(?:une |1 )?demi[- ]journee/g, dayMinutes / 2],
    [
      /(?:toute la|la|une) (?:journee(?: entiere| complete)?|matinee et l'apres[- ]midi)/g,
      dayMinutes,
    ],
    [/(?:toute la|la) matinee|(?:tout l'|l')apres[- ]midi/g, dayMinutes / 2],
  ],
  en: [
    [/three[- ]quarters of an hour/g, 45],
    [/(?:a )?quarter of an hour|a quarter hour/g, 15],
    [/(?<!(?:an|one|\d) )\bhour and a half/g, 90],
    [/(?<!\band )(?<!\band a )(?:\ba |\babout )?\bhalf(?: an?)?[- ]hour/g, 30],
    [/half a day/g, dayMinutes / 2],
    [/(?:all|the whole|a full) day/g, dayMinutes],
    [/(?:all|the whole) (?:morning|afternoon)/g, dayMinutes / 2],
  ],
}
const units: Readonly<Record<Locale, RegExp>> = {
  fr: /^ ?(?:de |d')?(?:petites? |bonnes? |grosses? )?(heures?|hrs?\b|h(?![a-z])|minutes?|min\b|mins\b|mn\b|secondes?|jours?|journees?)/,
  en: /^[ -]?(?:of )?(?:full |good |whole )?(hours?|hrs?\b|h(?![a-z])|minutes?|mins?\b|m(?![a-z])|seconds?|secs?\b|days?)/,
}
const fractionAfter: Readonly<Record<Locale, RegExp>> = {
  fr: /^ et (demie?|quart|trois quarts)\b/,
  en: /^ and (?:a )?(half|quarter)\b/,
}

const minutesOf = (unit: string): number =>
  unit.startsWith('h') ? 60 : unit.startsWith('m') ? 1 : unit.startsWith('s') ? 1 / 60 : dayMinutes

/** Lengths of time in a folded text, in its order. */
export function findDurations({ text, locale }: Pick<Reply, 'text' | 'locale'>): DurationSpan[] {
  const found: { start: number; end: number; minutes: number; unit: number }[] = []
  const isFree = (start: number, end: number): boolean =>
    !found.some((each) => each.start < end && each.end > start)
  for (const [pattern, minutes] of phrases[locale])
    for (const { index, 0: words } of text.matchAll(pattern))
      if (isFree(index, index + words.length))
        found.push({ start: index, end: index + words.length, minutes, unit: 0 })
  for (const match of text.matchAll(
    /(?<![\d:])(\d{1,2}) ?(?:h|hr|heures?) ?(\d{2})(?: ?(?:min(?:utes)?|mn|m))?\b/g,
  ))
    if (isFree(match.index, match.index + match[0].length))
      found.push({
        start: match.index,
        end: match.index + match[0].length,
        minutes: Number(match[1]) * 60 + Number(match[2]),
        unit: 0,
      })
  for (const number of hoursInWords(text, locale)) {
    const unit = units[locale].exec(text.slice(number.end, number.end + 20))
    if (!unit) continue
    const each = minutesOf(unit[1]!)
    let end = number.end + unit[0].length
    let minutes = number.value * each
    const fraction = fractionAfter[locale].exec(text.slice(end, end + 18))
    if (fraction && each === 60) {
      minutes += fraction[1]!.startsWith('trois') ? 45 : /dem|half/.test(fraction[1]!) ? 30 : 15
      end += fraction[0].length
    }
    const loose =
      each === 60 && Number.isInteger(number.value) ? looseMinutes(text, end, locale) : undefined
    const less = /^ moins (?:le quart|(\d{1,2})|(dix|cinq|vingt))\b/.exec(text.slice(end, end + 18))
    if (less && each === 60) {
      minutes -= Number(less[1] ?? { dix: 10, cinq: 5, vingt: 20 }[less[2] ?? ''] ?? 15)
      end += less[0].length
    } else if (loose && !fraction) {
      minutes += loose.minutes
      end = loose.end
    }
    const previous = found.find(
      (span) =>
        span.end <= number.start && /^ ?(?:et|and|,)? ?$/.test(text.slice(span.end, number.start)),
    )
    if (previous && previous.unit > each) {
      previous.minutes += minutes
      previous.end = end
      previous.unit = each
    } else if (isFree(number.start, end))
      found.push({ start: number.start, end, minutes, unit: each })
  }
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, minutes }) => ({ start, end, minutes: Math.round(minutes) }))
}

/** "une heure vingt", "an hour and forty": minutes without the word. */
function looseMinutes(
  text: string,
  from: number,
  locale: Locale,
): { minutes: number; end: number } | undefined {
  const rest = text.slice(from, from + 30)
  const [number] = findNumbers(rest, locale)
  if (!number || !/^ (?:et |and )?$/.test(rest.slice(0, number.start))) return undefined
  const isMinutes = Number.isInteger(number.value) && number.value > 0 && number.value < 60
  return isMinutes && /^ *(?:[,.;!?]|$|(?:de|of) )/.test(rest.slice(number.end))
    ? { minutes: number.value, end: from + number.end }
    : undefined
}

/** Numbers, and in English the article of "an hour". */
function hoursInWords(
  text: string,
  locale: Locale,
): { start: number; end: number; value: number }[] {
  const numbers = findNumbers(text, locale).map(({ start, end, value }) => ({ start, end, value }))
  if (locale === 'fr') return numbers
  const articles = [
    ...text.matchAll(/\ban?(?= (?:full |good |whole )?(?:hour|minute|day)\b)/g),
  ].map(({ index, 0: word }) => ({ start: index, end: index + word.length, value: 1 }))
  return [...numbers, ...articles].sort((a, b) => a.start - b.start)
}

/** "une petite heure", "presque une heure", "the whole morning". */
function isNearly({ text }: Reply, { start, end }: DurationSpan): boolean {
  const said = text.slice(Math.max(0, start - 12), end)
  return /\b(?:petite?s?|bonne|presque|pres d[e']|quasi|nearly|almost|just over|just under|or so)\b|matinee|apres[- ]midi|journee|\bday\b|morning|afternoon/.test(
    said,
  )
}

/** "de 9h à 10h15": the time between two hours of a day. */
const clockRange =
  /\b(?:de|from|entre|between) (\d{1,2}) ?(?:h|:|heures?|[ap]m)? ?(\d{2})? ?(?:a|to|et|and|until|-) (\d{1,2}) ?(?:h|:|heures?)? ?(\d{2})?(?: ?[ap]m)?\b(?! ?min)/

export function readDuration(reply: Reply, field: SlotField): Extracted {
  const { text } = reply
  const range = /\d ?(?:h|:|heures|[ap]\.?m)/.test(text) ? clockRange.exec(text) : null
  if (range) {
    const [from, to] = [1, 3].map((at) => Number(range[at]) * 60 + Number(range[at + 1] ?? 0))
    const minutes = to! > from! ? to! - from! : to! + 720 - from!
    if (minutes > 0 && minutes <= 720)
      return filled(reply, minutes, { ...placeOf(range), confidence: 0.7 })
  }
  const { said, isUnsure, isCorrected } = lastSaid(reply, findDurations(reply))
  const [first] = said
  const numbers = findNumbers(text, reply.locale).filter(({ isWeak }) => !isWeak)
  if (first && isUnsure && afterCorrection(reply) > 0) {
    // "40 minutes, non plutôt 50": the unit was said before.
    const corrected = numbers.find(({ start }) => start >= afterCorrection(reply))
    const unit = units[reply.locale].exec(text.slice(first.start).replace(/^[\d., ]+/, ''))?.[1]
    if (corrected)
      return filled(reply, Math.round(corrected.value * minutesOf(unit ?? 'min')), {
        ...corrected,
        confidence: 0.72,
        confirm: true,
      })
  }
  if (new Set(said.map(({ minutes }) => minutes)).size > 1)
    return ask(
      'several',
      said.map(({ minutes }) => minutes),
    )
  if (first) {
    const all = findNumbers(text, reply.locale)
    const before = all.findLast(({ end }) => end <= first.start)
    if (before && isRange(reply, before, first)) return ask('range', [before.value, first.minutes])
    const after = all.find(({ start }) => start >= first.end)
    if (after && /^ ?(?:ou|or) ?$/.test(text.slice(first.end, after.start)))
      return ask('range', [first.minutes, after.value])
    return inLimits(first.minutes, field)
      ? filled(reply, first.minutes, {
          ...first,
          confidence: 0.94,
          confirm: isUnsure || isCorrected || isNearly(reply, first) || isBoundOrRate(reply, first),
        })
      : ask('out_of_range')
  }
  const [only, other] = numbers
  if (!only) return none
  return other
    ? ask(
        'several',
        numbers.map(({ value }) => value),
      )
    : filled(reply, Math.round(only.value), { ...only, confidence: 0.72, confirm: true })
}

const placeOf = (match: RegExpExecArray): { start: number; end: number } => ({
  start: match.index,
  end: match.index + match[0].length,
})
