import {
  addMonths,
  dayNumber,
  isDay,
  mondayOf,
  monthStart,
  partsOf,
  weekdayOf,
} from './calendar.ts'
import type { DateContext, DateReading } from './date-rule.ts'

/** The next such weekday after today. */
export function nextWeekday(today: number, weekday: number): number {
  return today + ((weekday - weekdayOf(today) + 7) % 7 || 7)
}

/** The last such weekday before today. */
export function previousWeekday(today: number, weekday: number): number {
  return today - ((weekdayOf(today) - weekday + 7) % 7 || 7)
}

/** A weekday of the week that lies `weeks` from today's; weeks begin on Monday. */
export function weekdayOfWeek(today: number, weekday: number, weeks: number): number {
  return mondayOf(today) + 7 * weeks + ((weekday + 6) % 7)
}

export function isThisWeek(today: number, day: number): boolean {
  return day < mondayOf(today) + 7
}

/** The year that a day and month without one are meant in. */
export function yearOf(
  { today, direction }: DateContext,
  month: number,
  day: number,
  given: string | undefined,
): number {
  const { year } = partsOf(today)
  if (given !== undefined) {
    const number = Number(given)
    return number >= 100 ? number : number + (number < 50 ? 2000 : 1900)
  }
  const thisYear = dayNumber(year, month, day)
  if (direction === 'future' && thisYear < today) return year + 1
  if (direction === 'past' && thisYear > today) return year - 1
  return year
}

/** The nearest day that is this weekday and this day of a month, within two years. */
export function weekdayAndDate(
  { today, direction }: DateContext,
  weekday: number,
  date: number,
): number | undefined {
  for (let i = 0; i < 24; i += 1) {
    const start = monthStart(today, direction === 'past' ? -i : i)
    const { year, month } = partsOf(start)
    if (!isDay(year, month, date)) continue
    const day = dayNumber(year, month, date)
    const fits = direction === 'past' ? day <= today : day >= today
    if (fits && weekdayOf(day) === weekday) return day
  }
  return undefined
}

/** The nearest such day of a month. */
export function dayOfMonth({ today, direction }: DateContext, date: number): number | undefined {
  if (date < 1 || date > 31) return undefined
  const here = monthStart(today) + date - 1
  const step = direction === 'past' ? (here > today ? -1 : 0) : here < today ? 1 : 0
  const { year, month } = partsOf(monthStart(today, step))
  return isDay(year, month, date) ? dayNumber(year, month, date) : undefined
}

/** Two days of one month, where both exist. */
export function eitherDay(
  context: DateContext,
  month: number,
  first: string,
  second: string,
): DateReading {
  const days = [Number(first), Number(second)].flatMap((day) => {
    const year = yearOf(context, month, day, undefined)
    return isDay(year, month, day) ? [dayNumber(year, month, day)] : []
  })
  return days.length === 2 ? { days } : undefined
}

export type Unit = 'day' | 'week' | 'fortnight' | 'month' | 'year'

export function shift(today: number, count: number, unit: Unit): number {
  if (unit === 'month') return addMonths(today, count)
  if (unit === 'year') return addMonths(today, 12 * count)
  return today + count * { day: 1, week: 7, fortnight: 14 }[unit]
}
