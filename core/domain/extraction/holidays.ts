import type { Locale } from '../../contract/scalars.ts'
import { dayNumber, easter, partsOf } from './calendar.ts'
import { type DateRule, likely, period, rule } from './date-rule.ts'

/** @param dayIn the feast's day of a year */
function feast(words: string, dayIn: (year: number) => number): DateRule {
  // "Les vacances de la Toussaint", "after Christmas" are no day.
  return rule(
    `(\\b(?:vacances|semaine|week-?end|apres|avant|autour|after|before|around|over)(?: (?:de|du|d'|de la|the|la|le))* ?)?\\b(?:${words})\\b`,
    (m, { today, direction }) => {
      if (m[1] !== undefined) return period
      const { year } = partsOf(today)
      const here = dayIn(year)
      if (direction === 'past') return likely(here > today ? dayIn(year - 1) : here)
      return likely(here < today ? dayIn(year + 1) : here)
    },
  )
}

/** Feasts by which people tell a day. */
export const holidays: Readonly<Record<Locale, readonly DateRule[]>> = {
  fr: [
    feast('(?:le jour de |la |a |pour )?noel', (year) => dayNumber(year, 12, 25)),
    feast("(?:le )?(?:jour de l'an|nouvel an)", (year) => dayNumber(year, 1, 1)),
    feast('(?:la )?toussaint', (year) => dayNumber(year, 11, 1)),
    feast('(?:la )?fete du travail', (year) => dayNumber(year, 5, 1)),
    feast('(?:la )?fete nationale', (year) => dayNumber(year, 7, 14)),
    feast("(?:l')?armistice", (year) => dayNumber(year, 11, 11)),
    feast('lundi de paques', (year) => easter(year) + 1),
    feast('paques', easter),
    feast("(?:l')?ascension", (year) => easter(year) + 39),
    feast('lundi de pentecote', (year) => easter(year) + 50),
    feast("(?:l')?assomption", (year) => dayNumber(year, 8, 15)),
  ],
  en: [
    feast('christmas eve', (year) => dayNumber(year, 12, 24)),
    feast('christmas(?: day)?', (year) => dayNumber(year, 12, 25)),
    feast('boxing day', (year) => dayNumber(year, 12, 26)),
    feast("new year'?s? eve", (year) => dayNumber(year, 12, 31)),
    feast("new year'?s?(?: day)?", (year) => dayNumber(year, 1, 1)),
    feast("valentine'?s?(?: day)?", (year) => dayNumber(year, 2, 14)),
    feast('halloween', (year) => dayNumber(year, 10, 31)),
    feast('easter monday', (year) => easter(year) + 1),
    feast('easter(?: sunday)?', easter),
  ],
}
