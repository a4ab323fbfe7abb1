import { Temporal } from 'temporal-polyfill'

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const dayMonthYear = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})(?:\s*[/.\-\s]\s*(\d{2}|\d{4}))?$/
const together = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/
const dayAlone = /^\d{1,2}$/
const fromToday = /^([+-])\s*(\d{1,3})$/

const words: Readonly<Record<string, number>> = {
  today: 0,
  tomorrow: 1,
  yesterday: -1,
  aujourdhui: 0,
  auj: 0,
  demain: 1,
  hier: -1,
}

/**
 * Reads a day as people type it: `24/11/2026`, `24.11.26`, `24/11`, `2411`, `24`, `demain`, `+3`,
 * `2026-11-24`. Day before month, as in both languages of the interface. A missing year is the one
 * that brings the day nearest to today.
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`, or undefined when it is no day of the calendar
 */
export function parseTypedDate(text: string, today: string): string | undefined {
  const typed = text.trim().toLowerCase()
  const now = Temporal.PlainDate.from(today)

  const word = words[typed.replace(/['’\s]/g, '')]
  if (word !== undefined) return now.add({ days: word }).toString()
  const step = fromToday.exec(typed)
  if (step) return now.add({ days: Number(`${step[1]}${step[2]}`) }).toString()

  const full = iso.exec(typed)
  if (full) return dayOf(Number(full[1]), Number(full[2]), Number(full[3]))
  if (dayAlone.test(typed)) return dayOf(now.year, now.month, Number(typed))

  const match = dayMonthYear.exec(typed) ?? together.exec(typed)
  if (!match) return undefined
  const [day, month] = [Number(match[1]), Number(match[2])]
  if (match[3]) return dayOf(fullYear(match[3]), month, day)
  return nearest(
    [now.year - 1, now.year, now.year + 1].map((year) => dayOf(year, month, day)),
    now,
  )
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 : 0) + Number(year)

function dayOf(year: number, month: number, day: number): string | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}

function nearest(
  days: readonly (string | undefined)[],
  to: Temporal.PlainDate,
): string | undefined {
  const distance = (day: string): number => Math.abs(to.until(day, { largestUnit: 'days' }).days)
  return days
    .filter((day) => day !== undefined)
    .sort((a, b) => distance(a) - distance(b))
    .at(0)
}

/** `24/11/2026`: how the field writes a day once it is read. */
export function writeTypedDate(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}
