import { rulesVersion } from './summarise.ts'
import type { SummarySources } from './summary.ts'

/**
 * All that a summary depends on as one text, whatever the order it came in; its hash says whether a
 * stored summary is still that of its sources. The day is not in it: a day that passes makes no summary
 * obsolete.
 */
export function inputsOf({
  texts,
  tasks,
  activities,
  sales,
  judgements,
  locale,
}: SummarySources): string {
  return JSON.stringify({
    rulesVersion,
    locale,
    texts: sorted(
      texts.map(({ id, kind, day, at, authorId, text, issues = [], nextSteps = [] }) => [
        id,
        kind,
        day,
        at,
        authorId,
        text,
        issues,
        nextSteps.map((step) => [step.text, step.ownerId, step.dueOn]),
      ]),
    ),
    tasks: sorted(
      tasks.map(({ id, title, assigneeId, dueOn, completedAt }) => [
        id,
        title,
        assigneeId,
        dueOn,
        completedAt,
      ]),
    ),
    activities: sorted(
      activities.map(({ id, typeName, day, status }) => [id, typeName, day, status]),
    ),
    sales: sorted(
      sales.map(({ period, currency, amountMinor, orders }) => [
        period,
        currency,
        amountMinor,
        orders,
      ]),
    ),
    judgements: sorted(judgements.map(({ key, verdict, by, at }) => [key, verdict, by, at])),
  })
}

function sorted(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort()
}
