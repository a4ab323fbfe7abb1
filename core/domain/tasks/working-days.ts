import { Temporal } from 'temporal-polyfill'

/**
 * The day so many working days, Monday to Friday, after `day`: three after a Thursday is a Tuesday.
 * Public holidays are not known.
 * @param day `YYYY-MM-DD`
 */
export function addWorkingDays(day: string, count: number): string {
  let date = Temporal.PlainDate.from(day)
  for (let left = count; left > 0;) {
    date = date.add({ days: 1 })
    if (date.dayOfWeek <= 5) left--
  }
  return date.toString()
}
