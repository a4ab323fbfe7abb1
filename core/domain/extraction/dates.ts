import type { Locale } from '../../contract/scalars.ts'
import { dayNumber, dayOf, isDay, isoDay, partsOf } from './calendar.ts'
import { yearOf } from './date-arithmetic.ts'
import {
  type DateContext,
  type DateReading,
  type DateRule,
  likely,
  rule,
  sure,
} from './date-rule.ts'
import { englishDateRules } from './date-rules-en.ts'
import { frenchDateRules } from './date-rules-fr.ts'
import { dateWords } from './date-words.ts'
import { fold, type FoldedText } from './folded-text.ts'
import { holidays } from './holidays.ts'
import { findNumbers } from './numbers.ts'
import { findTime, type TimeSpan } from './times.ts'

export interface OtherTime {
  /** In the text as it was given. */
  readonly start: number
  /** `HH:MM`, or `null` for an hour without its unit: the 8 of "8 or 9 pm". */
  readonly time: string | null
}

/** A day, a stretch of days or a time of day that was said. */
export interface DateSpan {
  /** In the text as it was given, in UTF-16 units. */
  readonly start: number
  readonly end: number
  /** `YYYY-MM-DD`; `null` for a stretch ("next week") and for a time alone. */
  readonly day: string | null
  /** A stretch of days that is no single one. */
  readonly isPeriod: boolean
  /** `HH:MM`. */
  readonly time: string | null
  /** Where the time is, when it is elsewhere than the day. */
  readonly timeSpan: readonly [number, number] | null
  /** Whether it could be meant otherwise. */
  readonly confirm: boolean
  readonly isTimeAmbiguous: boolean
  /** Said after `time`, and another one: a stretch, a choice or a correction. */
  readonly otherTimes: readonly OtherTime[]
  /** Other days that it may be. */
  readonly alternatives: readonly string[]
}

export interface DateOptions {
  readonly locale: Locale
  /** Local date and time that "tomorrow" counts from, `YYYY-MM-DDTHH:MM`. */
  readonly now: string
  readonly direction?: 'past' | 'future' | undefined
  readonly isDayFirst?: boolean
}

/** Longer texts are read up to here. */
const longestText = 20_000

/** Days and times in a text, in its order; a time belongs to the first of the days. */
export function findDates(text: string, options: DateOptions): DateSpan[] {
  const { locale, now, direction, isDayFirst = locale === 'fr' } = options
  const source = digitise(fold(text.slice(0, longestText)), locale)
  const context: DateContext = { today: dayOf(now), direction, isDayFirst }
  const found = readRules(source.text, rulesOf[locale], context)
  const relative = inHours(source, locale, now)
  if (relative && found.length === 0) return [relative]

  const time = findTime(source.text, locale)
  const rest = blank(source.text, time ? [...found, time] : found)
  // A word of time that no rule took may change what was read.
  const isUnsure = unreadWords[locale].test(rest)
  const spans = found
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, reading }): DateSpan => {
      const [from, to] = source.span(start, end)
      const day = 'day' in reading ? reading : undefined
      return {
        ...{
          start: from,
          end: to,
          isPeriod: day === undefined,
          time: null,
          timeSpan: null,
          isTimeAmbiguous: false,
          otherTimes: [],
        },
        day: day ? isoDay(day.day) : null,
        confirm:
          day !== undefined &&
          (day.confirm === true || isUnsure || isVague(source.text, start, end)),
        alternatives: (day?.alternatives ?? []).map(isoDay),
      }
    })
  if (!time) return spans
  const isInside = found.some(
    ({ start, end }) =>
      start < time.end && end > time.start && end - start >= time.end - time.start,
  )
  if (isInside) return spans
  const clock = clockOf(time)
  const otherTimes = timesBeside(source, rest, time, locale)
  const [start, end] = source.span(time.start, time.end)
  const timeSpan = [start, end] as const
  const [first, ...others] = spans
  if (first)
    return [
      { ...first, time: clock, timeSpan, isTimeAmbiguous: time.isAmbiguous, otherTimes },
      ...others,
    ]
  return [
    {
      ...{ start, end, day: null, isPeriod: false, time: clock, confirm: false, alternatives: [] },
      timeSpan,
      otherTimes,
      isTimeAmbiguous: time.isAmbiguous,
    },
  ]
}

const vagueBefore =
  /\b(?:chaque|tous les|every|each|une?|1|any|alentours d[ue]|autour d[ue]|vers|environ|about|around|approximately|roughly) ?(?:the |le )?$/
const vagueAfter = /^,? ?(?:environ|a peu pres|or so|or thereabouts|grosso modo)\b/

/** "chaque mardi", "vers le 20", "in ten days or so". */
function isVague(text: string, start: number, end: number): boolean {
  return (
    vagueBefore.test(text.slice(Math.max(0, start - 16), start)) ||
    vagueAfter.test(text.slice(end, end + 18))
  )
}

type OneReading = Exclude<NonNullable<DateReading>, { readonly days: readonly number[] }>

interface Found {
  readonly start: number
  readonly end: number
  readonly reading: OneReading
}

function readRules(text: string, rules: readonly DateRule[], context: DateContext): Found[] {
  const found: Found[] = []
  for (const { pattern, read } of rules)
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (found.some((each) => each.start < end && each.end > start)) continue
      const reading = read(match, context)
      if (!reading) continue
      const readings: readonly OneReading[] =
        'days' in reading ? reading.days.map((day) => ({ day })) : [reading]
      for (const each of readings) found.push({ start, end, reading: each })
    }
  return found
}

/** "Dix heures moins cinq". */
const minus: Readonly<Record<Locale, string>> = { fr: 'moins', en: 'minus' }

/** Number words and ordinals become digits: one set of rules reads both. */
function digitise(source: FoldedText, locale: Locale): FoldedText {
  const { ordinal, ordinalDigits } = dateWords[locale]
  const stretches: { start: number; end: number; by: string }[] = []
  for (const { 0: word, index } of source.text.matchAll(ordinal))
    stretches.push({ start: index, end: index + word.length, by: ordinalDigits(word) })
  for (const { start, end, value, isWord } of findNumbers(source.text, locale)) {
    if (!isWord || !Number.isInteger(value) || value <= -60 || value >= 3000) continue
    if (/couple|pair|[zt]aine/.test(source.text.slice(start, end))) continue
    // "twenty-first" is one word already.
    if (!stretches.some((each) => each.start < end && each.end > start))
      stretches.push({ start, end, by: value < 0 ? `${minus[locale]} ${-value}` : String(value) })
  }
  return source.replace(stretches.sort((a, b) => a.start - b.start))
}

/** Written with figures alone. */
const numericRules: readonly DateRule[] = [
  rule('(?<!\\d)(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)', (m) => {
    const [year, month, day] = [Number(m[1]), Number(m[3]), Number(m[4])]
    return isDay(year, month, day) ? sure(dayNumber(year, month, day)) : undefined
  }),
  rule(
    '(?<![\\d/.,])(\\d{1,2}) ?([/.-]) ?(\\d{1,2})(?: ?\\2 ?(\\d{4}|\\d{2}))?(?![\\d/%]| ?(?:%|€|h\\b|pm|am))',
    (m, context) => {
      const [first, second] = [Number(m[1]), Number(m[3])]
      if (m[4] === undefined && m[2] !== '/') return undefined
      let [day, month] = context.isDayFirst ? [first, second] : [second, first]
      if (month > 12 && day <= 12) [day, month] = [month, day]
      const year = yearOf(context, month, day, m[4])
      if (!isDay(year, month, day)) return undefined
      const meant = dayNumber(year, month, day)
      const isEither = first <= 12 && second <= 12 && first !== second && !context.isDayFirst
      return isEither
        ? likely(meant, isDay(year, day, month) ? [dayNumber(year, day, month)] : [])
        : sure(meant)
    },
  ),
]

const rulesOf: Readonly<Record<Locale, readonly DateRule[]>> = {
  fr: [...numericRules, ...holidays.fr, ...frenchDateRules],
  en: [...numericRules, ...holidays.en, ...englishDateRules],
}

const hoursAhead: Readonly<Record<Locale, RegExp>> = {
  fr: /\bdans (?:environ )?(\d+|(?:une|1) demi)[- ](?:bonnes? )?(heures?|minutes?|min)\b|\b(?:tout de suite|maintenant|immediatement)\b/,
  en: /\bin (?:about |around |the next )?(\d+|an?|half an?|a couple of) (hours?|minutes?|mins?)\b|\b(?:right now|now|immediately|straight away|right away)\b/,
}

/** "dans deux heures": a moment that counts from now. */
function inHours(source: FoldedText, locale: Locale, now: string): DateSpan | undefined {
  const match = hoursAhead[locale].exec(source.text)
  if (!match) return undefined
  const [, words = '0', unit = 'min'] = match
  const count = /demi|half/.test(words)
    ? 0.5
    : /couple/.test(words)
      ? 2
      : /^an?$/.test(words)
        ? 1
        : Number(words)
  const [hour = 0, minute = 0] = now.slice(11, 16).split(':').map(Number)
  const minutes = hour * 60 + minute + count * (unit.startsWith('h') ? 60 : 1)
  const today = partsOf(dayOf(now))
  const day = dayNumber(today.year, today.month, today.day + Math.floor(minutes / 1440))
  const [start, end] = source.span(match.index, match.index + match[0].length)
  return {
    ...{ start, end, isPeriod: false, confirm: false, isTimeAmbiguous: false, alternatives: [] },
    timeSpan: [start, end],
    otherTimes: [],
    day: isoDay(day),
    time: `${twoDigits(Math.floor((minutes % 1440) / 60))}:${twoDigits(minutes % 60)}`,
  }
}

/** "8 ou 9h", "between 8 and 9": an hour that shares the unit of the next. */
const hourBefore =
  /(?:(?<![\d/.])\d{1,2} ?(?:ou|or|-|to|voire)|\b(?:entre|between) \d{1,2} ?(?:et|and)) ?(?:a |at |vers )?$/

function timesBeside(
  source: FoldedText,
  rest: string,
  time: TimeSpan,
  locale: Locale,
): OtherTime[] {
  const others: OtherTime[] = []
  if (hourBefore.test(source.text.slice(Math.max(0, time.start - 24), time.start)))
    others.push({ start: source.span(time.start, time.end)[0], time: null })
  const second = findTime(rest, locale)
  if (second && clockOf(second) !== clockOf(time))
    others.push({ start: source.span(second.start, second.end)[0], time: clockOf(second) })
  return others
}

const clockOf = ({ hour, minute }: TimeSpan): string => `${twoDigits(hour)}:${twoDigits(minute)}`

const unreadWords: Readonly<Record<Locale, RegExp>> = {
  fr: /\b(?:apres|avant|depuis|prochaine?|derniere?|suivant|precedent|passe(?:e)?|jours?|semaines?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|lendemain|veille|dernier)\b(?![- ]?midi)/,
  en: /\b(?:after|before|from|since|ago|hence|next|last|previous|past|following|days?|weeks?|months?|years?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december)\b/,
}

function blank(text: string, stretches: readonly { start: number; end: number }[]): string {
  let rest = text
  for (const { start, end } of stretches)
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  return rest
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
