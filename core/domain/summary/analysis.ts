import type { Locale } from '../../contract/scalars.ts'
import { analysisWords } from './analysis-words.ts'
import type { TeamJudgements } from './judgements.ts'
import { type SalesTrend, salesTrends } from './sales-trend.ts'
import { cleanLine } from './sentence-spans.ts'
import { statementKey } from './statement-key.ts'
import type { Citation, Issue, PendingTopic, Statement, SummarySources } from './summary.ts'

/** Of all statements of the analysis together. */
const mostWords = 120
const mostCurrencies = 2

/** Facts in numbers, counted by code; every statement names what it is counted from. */
export function analyse(
  sources: SummarySources,
  issues: readonly Issue[],
  pending: readonly PendingTopic[],
  judgements: TeamJudgements,
): Statement[] {
  const words = analysisWords[sources.locale]
  const found: Statement[] = []
  const say = (about: string, text: string, cited: readonly Citation[]): void => {
    const key = statementKey('analysis', about, text)
    if (cited.length > 0 && !judgements.isRejected([key])) found.push({ key, text, sources: cited })
  }
  for (const trend of salesTrends(sources.sales, sources.today).slice(0, mostCurrencies))
    say(`sales ${trend.currency}`, words.sales(trendWords(trend, sources.locale)), [
      { kind: 'sales', periods: trendPeriods(trend) },
    ])
  const done = sources.activities
    .filter(({ status }) => status === 'done')
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1))
  const last = done.at(-1)
  if (last)
    say(
      'activities',
      words.activities(
        done.length,
        dayText(done[0]!.day, sources.locale),
        dayText(last.day, sources.locale),
        cleanLine(last.typeName).slice(0, 40),
      ),
      [{ kind: 'activities', activityIds: done.map(({ id }) => id) }],
    )
  const open = issues.filter(({ state }) => state === 'open')
  const grave = open.filter(({ severity }) => severity === 'high').length
  if (open.length > 0)
    say(
      'issues',
      words.issues(open.length, grave),
      open.flatMap((issue) => issue.sources),
    )
  const recurrent = open.filter(({ count }) => count > 1).toSorted((a, b) => b.count - a.count)[0]
  if (recurrent)
    say(
      'recurrent',
      words.recurrent(
        recurrent.count,
        dayText(recurrent.firstDay, sources.locale),
        shortened(recurrent.text),
      ),
      recurrent.sources,
    )
  const overdue = pending.filter(({ isOverdue }) => isOverdue)
  const oldest = overdue.map(({ dueOn }) => dueOn!).sort()[0]
  if (oldest)
    say(
      'overdue',
      words.overdue(overdue.length, dayText(oldest, sources.locale)),
      overdue.flatMap((topic) => topic.sources),
    )
  return withinWords(found)
}

/** The first statements that have no more than the words that an analysis may have. */
export function withinWords<T extends { readonly text: string }>(statements: readonly T[]): T[] {
  let left = mostWords
  return statements.filter(({ text }) => {
    const count = text.split(/\s+/u).filter((word) => /[\p{L}\d]/u.test(word)).length
    if (count > left) return false
    left -= count
    return true
  })
}

function trendPeriods({ periods, sincePrevious, sinceLastYear }: SalesTrend): string[] {
  const all = [...periods, ...(sincePrevious?.periods ?? []), ...(sinceLastYear?.periods ?? [])]
  return [...new Set(all)].sort()
}

export interface TrendWords {
  readonly from: string
  readonly to: string
  readonly amount: string
  readonly sincePrevious: string | null
  readonly sinceLastYear: string | null
}

function trendWords(trend: SalesTrend, locale: Locale): TrendWords {
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  })
  const change = (value: SalesTrend['sincePrevious']): string | null =>
    value === null ? null : percent.format(value.percent / 100)
  return {
    from: monthText(trend.periods[0]!, locale),
    to: monthText(trend.periods.at(-1)!, locale),
    amount: moneyText(trend.amountMinor, trend.currency, locale),
    sincePrevious: change(trend.sincePrevious),
    sinceLastYear: change(trend.sinceLastYear),
  }
}

function moneyText(amountMinor: number, currency: string, locale: Locale): string {
  const digits =
    new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
  }).format(amountMinor / 10 ** digits)
}

function monthText(period: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${period}-01T00:00Z`))
}

function dayText(day: string, locale: Locale): string {
  const text = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00Z`))
  return locale === 'fr' ? text.replace(/^1 /, '1er\u00A0') : text
}

const longestQuote = 20

function shortened(text: string): string {
  const words = text.split(' ')
  return words.length <= longestQuote
    ? text.replace(/[.\s]+$/u, '')
    : `${words.slice(0, longestQuote).join(' ')}…`
}
