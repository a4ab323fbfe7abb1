/** What is known where a date is read. Days are numbers of `calendar.ts`. */
export interface DateContext {
  readonly today: number
  /** Which way a day without a year or a weekday lies, where the field says so. */
  readonly direction: 'past' | 'future' | undefined
  /** Whether 3/11 is in November. */
  readonly isDayFirst: boolean
}

/** What a rule makes of its words: a day, or a stretch of days that is not one day. */
export type DateReading =
  | { readonly day: number; readonly confirm?: boolean; readonly alternatives?: readonly number[] }
  /** Two days of which either is meant, or the ends of a stretch. */
  | { readonly days: readonly number[] }
  | { readonly period: true }
  | undefined

export interface DateRule {
  readonly pattern: RegExp
  readonly read: (match: RegExpMatchArray, context: DateContext) => DateReading
}

/** @param source of a pattern that is looked for everywhere */
export function rule(source: string, read: DateRule['read']): DateRule {
  return { pattern: new RegExp(source, 'g'), read }
}

export const sure = (day: number): DateReading => ({ day })
export const likely = (day: number, alternatives: readonly number[] = []): DateReading => ({
  day,
  confirm: true,
  alternatives,
})
export const period: DateReading = { period: true }
