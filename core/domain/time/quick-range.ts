import type { Temporal } from 'temporal-polyfill'
import type { DateRange } from './date-range.ts'
import { zonedAt } from './zoned.ts'

type Day = Temporal.PlainDate

/** Ranges of n days contain today: the last 7 days end with it, the next 7 begin with it. */
const ranges = {
  today: (today: Day) => [today, today],
  last7Days: (today: Day) => [today.subtract({ days: 6 }), today],
  thisMonth: (today: Day) => [today.with({ day: 1 }), today.with({ day: today.daysInMonth })],
  last30Days: (today: Day) => [today.subtract({ days: 29 }), today],
  thisQuarter: (today: Day) => {
    const first = today.with({ day: 1, month: today.month - ((today.month - 1) % 3) })
    return [first, first.add({ months: 3 }).subtract({ days: 1 })]
  },
  last12Months: (today: Day) => [today.subtract({ months: 12 }).add({ days: 1 }), today],
  next7Days: (today: Day) => [today, today.add({ days: 6 })],
} as const satisfies Record<string, (today: Day) => readonly [Day, Day]>

export type QuickRangeName = keyof typeof ranges

/** The quick ranges in the order of the menu (TL-10). */
export const quickRangeNames = Object.keys(ranges) as readonly QuickRangeName[]

/**
 * The local days of a quick range (TL-10).
 * @param now UTC ms
 * @param tz the viewer's IANA zone, which decides what today is
 * @throws AppError `E-TIME-INVALID` for an unusable instant or an unknown zone
 */
export function quickRange(name: QuickRangeName, now: number, tz: string): Required<DateRange> {
  const [from, to] = ranges[name](zonedAt(now, tz).toPlainDate())
  return { from: from.toString(), to: to.toString() }
}
