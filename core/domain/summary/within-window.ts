import { monthsBefore } from './sales-trend.ts'
import type { SummarySources } from './summary.ts'

/** How far back a summary reads (AIS-02). */
export const summaryWindow = { months: 12, activities: 30, notes: 200, salesMonths: 24 }

type Gathered = Pick<SummarySources, 'texts' | 'tasks' | 'activities' | 'sales'>

/**
 * What of a customer's records a summary is made from: activities of the last 12 months, or the last 30
 * where there are fewer; the reports and descriptions of these; the newest 200 notes of 12 months; 24
 * months of sales. Open tasks are never too old.
 *
 * @param gathered in any order
 * @param today local day, `YYYY-MM-DD`
 * @returns the same kinds of records, and how many texts were left out
 */
export function withinWindow(
  gathered: Gathered,
  today: string,
): Gathered & { readonly leftOut: number } {
  const since = yearBefore(today)
  const newest = gathered.activities.toSorted((a, b) =>
    a.day === b.day ? (a.id < b.id ? 1 : -1) : a.day < b.day ? 1 : -1,
  )
  const recent = newest.filter(({ day }) => day >= since)
  const activities =
    recent.length > summaryWindow.activities
      ? recent.slice(0, summaryWindow.activities)
      : newest.slice(0, summaryWindow.activities)
  const ids = new Set(activities.map(({ id }) => id))
  const texts = gathered.texts.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
  const notes = texts
    .filter(({ kind, day }) => kind === 'note' && day >= since)
    .slice(0, summaryWindow.notes)
  const kept = texts.filter(
    (text) =>
      text.kind !== 'note' &&
      (text.activityId === null ? text.day >= since : ids.has(text.activityId)),
  )
  return {
    texts: [...kept, ...notes],
    activities,
    tasks: gathered.tasks.filter(
      ({ completedAt, createdAt }) =>
        completedAt === null || new Date(createdAt).toISOString().slice(0, 10) >= since,
    ),
    sales: gathered.sales.filter(
      ({ period }) => period >= monthsBefore(today.slice(0, 7), summaryWindow.salesMonths),
    ),
    leftOut: texts.length - kept.length - notes.length,
  }
}

function yearBefore(today: string): string {
  return `${monthsBefore(today.slice(0, 7), summaryWindow.months)}${today.slice(7)}`
}
