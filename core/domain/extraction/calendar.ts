/** Days are counted from 1 January 1970; weekdays from 0, Sunday. */
const dayMs = 86_400_000

/** @param month from 1; beyond a year or a month it counts on, as `Date.UTC` does */
export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / dayMs
}

/** @param local `YYYY-MM-DD`, and what follows is ignored */
export function dayOf(local: string): number {
  return Date.parse(`${local.slice(0, 10)}T00:00:00Z`) / dayMs
}

export function partsOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** `YYYY-MM-DD` */
export function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 2199) return false
  return partsOf(dayNumber(year, month, day)).month === month
}

/** The same day of another month, or its last one. */
export function addMonths(day: number, months: number): number {
  const { year, month, day: date } = partsOf(day)
  const last = partsOf(dayNumber(year, month + months + 1, 0)).day
  return dayNumber(year, month + months, Math.min(date, last))
}

/** The first day of the month that lies `months` from a day's. */
export function monthStart(day: number, months = 0): number {
  const { year, month } = partsOf(day)
  return dayNumber(year, month + months, 1)
}

export function monthEnd(day: number, months = 0): number {
  return monthStart(day, months + 1) - 1
}

export function mondayOf(day: number): number {
  return day - ((weekdayOf(day) + 6) % 7)
}

/** The n-th of a weekday in a month, from 1; from the end with -1. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): number {
  const first = dayNumber(year, month, 1)
  if (n > 0) return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1)
  const last = monthEnd(first)
  return last - ((weekdayOf(last) - weekday + 7) % 7)
}

/** Easter Sunday: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8). */
export function easter(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayNumber(year, Math.floor(n / 31), (n % 31) + 1)
}
