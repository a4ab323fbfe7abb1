import {
  dayNumber,
  isDay,
  monthEnd,
  monthStart,
  nthWeekday,
  partsOf,
  weekdayOf,
} from './calendar.ts'
import {
  dayOfMonth,
  eitherDay,
  isThisWeek,
  nextWeekday,
  previousWeekday,
  shift,
  type Unit,
  weekdayAndDate,
  weekdayOfWeek,
  yearOf,
} from './date-arithmetic.ts'
import { type DateContext, type DateRule, likely, period, rule, sure } from './date-rule.ts'
import { dateWords } from './date-words.ts'

const { weekday, anyWeekday, month, weekdayNumber, monthNumber } = dateWords.en

const units = '(days?|weeks?|fortnights?|months?|years?)'
const unitOf = (word: string): Unit => word.replace(/s$/, '') as Unit
const countOf = (word: string): number =>
  /couple/.test(word) ? 2 : /^an?$/.test(word) ? 1 : Number(word)

/** A day and a month, with a weekday that may not be the right one. */
function namedDay(
  context: DateContext,
  day: string,
  name: string,
  year: string | undefined,
  weekdayName: string | undefined,
) {
  const [date, number] = [Number(day), monthNumber(name)]
  const meant = yearOf(context, number, date, year)
  if (!isDay(meant, number, date)) return undefined
  const found = dayNumber(meant, number, date)
  const isOther = weekdayName !== undefined && weekdayNumber(weekdayName) !== weekdayOf(found)
  return isOther ? likely(found) : sure(found)
}

/** Dates in English, in words whose numbers are digits already. The first that fits a place counts. */
export const englishDateRules: readonly DateRule[] = [
  rule(
    `\\b(?:the )?(\\dth|last) (${weekday}) (?:of|in) (?:(the month|this month|next month|last month)|(${month})(?:,? (\\d{4}))?)`,
    (m, context) => {
      const relative = m[3]
      const number = monthNumber(m[4] ?? '')
      const meant =
        relative === undefined
          ? { month: number, year: yearOf(context, number, 28, m[5]) }
          : partsOf(
              monthStart(
                context.today,
                relative.includes('next') ? 1 : relative.includes('last') ? -1 : 0,
              ),
            )
      const nth = m[1] === 'last' ? -1 : Number.parseInt(m[1]!, 10)
      return sure(nthWeekday(meant.year, meant.month, weekdayNumber(m[2]!), nth))
    },
  ),
  rule(
    '\\b(?:the )?(\\d{1,2})(?:st|nd|rd|th) of (?:the )?(next|this|current|last|previous) month',
    (m, { today }) => {
      const step = m[2] === 'next' ? 1 : /last|prev/.test(m[2]!) ? -1 : 0
      return sure(monthStart(today, step) + Number(m[1]) - 1)
    },
  ),
  // "15-16 November", "Nov 15 or 16".
  rule(
    `(?<![\\d/.:,])(\\d{1,2})(?:st|nd|rd|th)? ?(?:or|and|-|to) ?(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${month})\\b`,
    (m, context) => eitherDay(context, monthNumber(m[3]!), m[1]!, m[2]!),
  ),
  rule(
    `\\b(${month})\\.? (\\d{1,2})(?:st|nd|rd|th)? ?(?:or|and|-|to) ?(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:]| ?(?:[ap]m|people|of us)\\b)`,
    (m, context) => eitherDay(context, monthNumber(m[1]!), m[2]!, m[3]!),
  ),
  rule(`\\b(${weekday}) of this week|\\bthis week (?:on )?(${weekday})`, (m, { today }) =>
    sure(weekdayOfWeek(today, weekdayNumber(m[1] ?? m[2]!), 0)),
  ),
  rule(`\\b(${weekday}) after next`, (m, { today }) =>
    likely(nextWeekday(today, weekdayNumber(m[1]!)) + 7),
  ),
  rule(`\\b(?:this past|previous|past) (${weekday})`, (m, { today }) =>
    sure(previousWeekday(today, weekdayNumber(m[1]!))),
  ),
  rule(
    `\\b(${anyWeekday}),? (?:the )?(\\d{1,2})(?:st|nd|rd|th)\\b(?! of| ${month})`,
    (m, context) => {
      const day = weekdayAndDate(context, weekdayNumber(m[1]!), Number(m[2]))
      if (day === undefined) return undefined
      return Math.abs(day - context.today) > 45 ? likely(day) : sure(day)
    },
  ),
  rule(`\\b(\\d+|an?) ${units} (?:hence|from (?:now|today)|later)\\b`, (m, { today }) =>
    sure(shift(today, countOf(m[1]!), unitOf(m[2]!))),
  ),
  rule(
    `(?:\\b(${anyWeekday}),? )?(?:the )?\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -](${month})\\b\\.?(?: ?,?[ -](?:of |in )?(\\d{4}|\\d{2}(?![\\d:apm]| ?(?:pm|am|boxes|people|o'?clock))))?(?![a-z])`,
    (m, context) => namedDay(context, m[2]!, m[3]!, m[4], m[1]),
  ),
  rule(
    `(?:\\b(${anyWeekday}),? )?\\b(${month})\\b\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:]| ?(?:pm|am)\\b)(?: ?,? ?(?:of |in )?(\\d{4}))?(?![a-z])`,
    (m, context) => namedDay(context, m[3]!, m[2]!, m[4], m[1]),
  ),
  rule('\\b(?:the )?day after (?:tomorrow|tmr)\\b', (_, { today }) => sure(today + 2)),
  rule('\\b(?:the )?day before yesterday\\b', (_, { today }) => sure(today - 2)),
  rule('\\b(today|tomorrow) week\\b', (m, { today }) => likely(today + (m[1] === 'today' ? 7 : 8))),
  rule('\\b(?:(\\d+|a) weeks?|fortnight) (?:from )?(today|tomorrow)\\b', (m, { today }) =>
    sure(today + (m[1] === undefined ? 14 : 7 * countOf(m[1])) + (m[2] === 'tomorrow' ? 1 : 0)),
  ),
  rule('\\btoday\\b|\\bthis (?:morning|afternoon|evening)\\b|\\btonight\\b', (_, { today }) =>
    sure(today),
  ),
  rule('\\b(?:tomorrow|tommorow|tommorrow|tomorow|tmrw|tmr)\\b', (_, { today }) => sure(today + 1)),
  rule('\\byesterday\\b|\\blast night\\b', (_, { today }) => sure(today - 1)),
  rule(
    `\\b(?:in|within) (about |around )?(\\d+|an?|a couple of|couple of|the next \\d+) (?:more )?${units}(?:'?s?' time)?\\b`,
    (m, { today }) => {
      const day = shift(today, countOf(m[2]!.replace('the next ', '')), unitOf(m[3]!))
      const isRough = /about|around|within|couple/.test(m[0]) || /^(?:month|year)/.test(m[3]!)
      return isRough ? likely(day) : sure(day)
    },
  ),
  rule(`\\b(\\d+|an?|a couple of|couple of) ${units} ago\\b`, (m, { today }) => {
    const day = shift(today, -countOf(m[1]!), unitOf(m[2]!))
    return /couple/.test(m[1]!) || /^(?:month|year)/.test(m[2]!) ? likely(day) : sure(day)
  }),
  rule(`\\b(?:a week (?:from|on) (${weekday})|(${weekday}) week)\\b`, (m, { today }) =>
    likely(nextWeekday(today, weekdayNumber(m[1] ?? m[2]!)) + 7),
  ),
  rule(`\\b(?:(${anyWeekday}) (?:of )?next week|next week (?:on )?(${weekday}))`, (m, { today }) =>
    sure(weekdayOfWeek(today, weekdayNumber(m[1] ?? m[2]!), 1)),
  ),
  rule(`\\b(?:(${anyWeekday}) (?:of )?last week|last week (?:on )?(${weekday}))`, (m, { today }) =>
    sure(weekdayOfWeek(today, weekdayNumber(m[1] ?? m[2]!), -1)),
  ),
  rule(`\\bnext (${anyWeekday})`, (m, { today }) => {
    const day = nextWeekday(today, weekdayNumber(m[1]!))
    return likely(day, isThisWeek(today, day) ? [day + 7] : [])
  }),
  rule(`\\blast (${anyWeekday})`, (m, { today }) =>
    sure(previousWeekday(today, weekdayNumber(m[1]!))),
  ),
  rule(
    '\\b(?:by |at )?(?:the )?end of (?:the |this )?(next )?month\\b|\\bmonth[- ]end\\b',
    (m, { today }) => likely(monthEnd(today, m[1] === undefined ? 0 : 1)),
  ),
  rule('\\b(?:by |at )?(?:the )?end of (?:the |this )?(next )?week\\b', (m, { today }) =>
    likely(weekdayOfWeek(today, 5, m[1] === undefined ? 0 : 1)),
  ),
  rule('\\b(?:by |at )?(?:the )?(?:end of (?:the |this )?year|year[- ]end)\\b', (_, { today }) =>
    likely(dayNumber(partsOf(today).year, 12, 31)),
  ),
  rule(
    `\\b(?:the )?(end of|late|mid|early|middle of|beginning of|start of)[- ](${month})\\b(?: (\\d{4}))?`,
    (m, context) => {
      const number = monthNumber(m[2]!)
      const first = dayNumber(yearOf(context, number, 28, m[3]), number, 1)
      if (m[1] === 'end of') return likely(monthEnd(first))
      return m[1]!.startsWith('mid') ? likely(first + 14) : period
    },
  ),
  rule(
    '\\b(?:next|this|last|early next|late next|later this|sometime next) (?:week|month|year|quarter|spring|summer|autumn|fall|winter)\\b|\\b(?:this|next|the) week-?end\\b|\\bin (?:a few|several|the (?:coming|next few)) (?:days|weeks|months)\\b|\\b(?:beginning|start|middle) of (?:the |next |this )?(?:week|month|year)\\b|\\bsoon\\b|\\b(?:in|by|during) q[1-4]\\b',
    () => period,
  ),
  rule(`\\b(?:in|during|sometime in|around|by) (${month})\\b(?: (\\d{4}))?`, () => period),
  rule(`\\b(?:this |on |by |for )?(${weekday})\\b`, (m, { today, direction }) => {
    const number = weekdayNumber(m[1]!)
    return sure(direction === 'past' ? previousWeekday(today, number) : nextWeekday(today, number))
  }),
  rule(`\\b(?:on |by )?(${anyWeekday})`, (m, { today, direction }) => {
    const number = weekdayNumber(m[1]!)
    return sure(direction === 'past' ? previousWeekday(today, number) : nextWeekday(today, number))
  }),
  rule(
    '\\b(?:on |by )?the (\\d{1,2})(?:st|nd|rd|th)\\b|^(\\d{1,2})(?:st|nd|rd|th)$',
    (m, context) => {
      const day = dayOfMonth(context, Number(m[1] ?? m[2]))
      return day === undefined ? undefined : likely(day)
    },
  ),
]
