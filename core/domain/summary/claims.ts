import type { Locale } from '../../contract/scalars.ts'
import { findMoney, findPercents } from '../extraction/amounts.ts'
import { findDates } from '../extraction/dates.ts'
import { folded } from '../extraction/folded-text.ts'
import { findNumbers } from '../extraction/numbers.ts'

/** What a text states in figures: numbers, percentages, amounts of a currency and days. */
export interface Claims {
  readonly numbers: ReadonlySet<number>
  readonly percents: ReadonlySet<number>
  /** `12 EUR`. */
  readonly amounts: ReadonlySet<string>
  readonly days: ReadonlySet<string>
  /** Words for a day as they stand, "lundi prochain". */
  readonly dayWords: ReadonlySet<string>
}

const locales: readonly Locale[] = ['fr', 'en']

/**
 * Reads figures as both languages write them, since a statement may be in another one than its source.
 *
 * @param day local day that "yesterday" counts from
 */
export function claimsOf(text: string, day: string): Claims {
  const plain = folded(text)
  const numbers = new Set<number>()
  const percents = new Set<number>()
  const amounts = new Set<string>()
  const days = new Set<string>()
  const dayWords = new Set<string>()
  for (const locale of locales) {
    for (const { value, isWeak } of findNumbers(plain, locale)) if (!isWeak) numbers.add(value)
    for (const { value } of findPercents({ text: plain, locale })) percents.add(Math.abs(value))
    for (const { amount, currency } of findMoney({ text: plain, locale }))
      if (currency !== null) amounts.add(`${amount} ${currency}`)
    for (const span of findDates(text, { locale, now: `${day}T12:00` })) {
      const { day: found, alternatives, start, end } = span
      if (found !== null) for (const each of [found, ...alternatives]) days.add(each)
      if (found !== null || span.isPeriod) dayWords.add(folded(text.slice(start, end)))
    }
  }
  for (const [digits] of plain.matchAll(/\d+(?:[.,]\d+)?/g))
    numbers.add(Number(digits.replace(',', '.')))
  return { numbers, percents, amounts, days, dayWords }
}

/** Sources together with what code has counted. */
export function joinClaims(all: readonly Claims[]): Claims {
  const union = <K extends keyof Claims>(kind: K): Set<never> =>
    new Set(all.flatMap((claims) => [...claims[kind]] as never[]))
  return {
    numbers: union('numbers'),
    percents: union('percents'),
    amounts: union('amounts'),
    days: union('days'),
    dayWords: union('dayWords'),
  }
}

/**
 * Whether every figure of a statement is vouched for.
 *
 * @param text the statement
 * @param today local day that its relative days count from
 * @param known what its sources state
 */
export function isVouchedFor(text: string, today: string, known: Claims): boolean {
  const claims = claimsOf(text, today)
  const plain = folded(text)
  const isKnownDay = (locale: Locale): boolean =>
    findDates(text, { locale, now: `${today}T12:00` }).every(
      ({ day, alternatives, isPeriod, start, end }) => {
        if (known.dayWords.has(folded(text.slice(start, end)))) return true
        return day === null
          ? !isPeriod || !/\d/.test(text.slice(start, end))
          : [day, ...alternatives].some((each) => known.days.has(each))
      },
    )
  // A day is known by its value: the numbers in it need not be.
  const inDays = new Set(
    [...claims.days]
      .filter((day) => known.days.has(day))
      .flatMap((day) => day.split('-').map(Number)),
  )
  return (
    locales.every(isKnownDay) &&
    [...claims.percents].every((value) => known.percents.has(value)) &&
    [...claims.amounts].every((value) => known.amounts.has(value)) &&
    locales.every((locale) =>
      findNumbers(plain, locale)
        .filter(({ isWeak, start, end }) => !isWeak || /\d/.test(plain.slice(start, end)))
        .every(({ value }) => known.numbers.has(value) || inDays.has(value)),
    ) &&
    [...plain.matchAll(/\d+(?:[.,]\d+)?/g)].every(([digits]) => {
      const value = Number(digits.replace(',', '.'))
      return known.numbers.has(value) || inDays.has(value)
    }) &&
    // Digits of other scripts say numbers too, and nothing here reads them.
    !/(?![0-9])\p{Nd}/u.test(plain)
  )
}
