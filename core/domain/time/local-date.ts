import { Temporal } from 'temporal-polyfill'

const calendarDay = /^\d{4}-\d{2}-\d{2}$/

/** A day of the calendar from `YYYY-MM-DD`, or undefined when the text is no such day (30 February). */
export function parseLocalDate(text: string): Temporal.PlainDate | undefined {
  if (!calendarDay.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return undefined
  }
}
