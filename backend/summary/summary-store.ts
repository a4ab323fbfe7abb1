import { createHash } from 'node:crypto'
import {
  type CitedSource,
  type StoredSummary,
  storedSummarySchema,
} from '../../core/contract/summary.ts'
import type { Locale } from '../../core/contract/scalars.ts'
import { inputsOf } from '../../core/domain/summary/inputs-of.ts'
import type {
  Citation,
  CustomerSummary,
  SummarySources,
} from '../../core/domain/summary/summary.ts'
import { ChangeSet } from '../app/change-feed.ts'
import type { Services } from '../app/services.ts'
import type { SummaryTable } from '../storage/schema.ts'

/** Whose summary it is: of one customer for one person, in their language. */
export interface SummaryScope {
  readonly customerId: string
  readonly userId: string
  readonly locale: Locale
}

export interface KeptSummary {
  readonly stored: StoredSummary
  /** Hash of what it was made from. */
  readonly inputs: string
  readonly generatedAt: number
}

/** The last summary of this scope on this device; `undefined` also for one of another version. */
export function keptSummary({ db }: Services, scope: SummaryScope): KeptSummary | undefined {
  const row = db.reader
    .prepared('select * from summary where customer_id = ? and user_id = ? and locale = ?')
    .get(scope.customerId, scope.userId, scope.locale) as SummaryTable | undefined
  const content = row && storedSummarySchema.safeParse(JSON.parse(row.content))
  return content?.success
    ? { stored: content.data, inputs: row!.inputs, generatedAt: row!.generated_at }
    : undefined
}

/** Keeps a summary with what it cites, and announces it. */
export function keepSummary(
  { db, feed, now }: Services,
  scope: SummaryScope,
  sources: SummarySources,
  summary: CustomerSummary,
): void {
  const content = JSON.stringify({ summary, sources: citedIn(summary, sources, scope.customerId) })
  db.writer
    .prepared(
      `insert into summary (customer_id, user_id, locale, inputs, generated_at, content)
       values (?, ?, ?, ?, ?, ?)
       on conflict (customer_id, user_id, locale) do update set inputs = excluded.inputs,
         generated_at = excluded.generated_at, content = excluded.content`,
    )
    .run(
      ...[scope.customerId, scope.userId, scope.locale, hashOfInputs(sources)],
      ...[now(), content],
    )
  const changes = new ChangeSet()
  changes.add('summary', scope.customerId)
  feed.changed(changes)
}

/** Judgements are not in it: they are applied to what is shown already. */
export function hashOfInputs(sources: SummarySources): string {
  return createHash('sha256')
    .update(inputsOf({ ...sources, judgements: [] }))
    .digest('hex')
}

function citedIn(
  { issues, pending, analysis }: CustomerSummary,
  { texts, tasks, activities }: SummarySources,
  customerId: string,
): CitedSource[] {
  const resolving = issues.flatMap(({ resolvedBy }) =>
    resolvedBy && resolvedBy.kind !== 'judgement' ? [resolvedBy] : [],
  )
  const citations = [...issues, ...pending, ...analysis].flatMap(({ sources }) => sources)
  const ids = new Set([...citations, ...resolving].flatMap(idsOf))
  for (const { taskId } of pending) if (taskId !== null) ids.add(taskId)
  const taken = new Set<string>()
  return [
    ...texts.map(({ id, kind, activityId, customerId: of, day, text }): CitedSource => ({
      ...{ id, kind, activityId, customerId: of, day, text },
    })),
    ...tasks.map(({ id, activityId, title, createdAt }): CitedSource => ({
      ...{ id, kind: 'task', activityId, customerId, text: title },
      day: new Date(createdAt).toISOString().slice(0, 10),
    })),
    ...activities.map(({ id, day, typeName }): CitedSource => ({
      ...{ id, kind: 'activity', activityId: id, customerId, day, text: typeName },
    })),
  ].filter(({ id }) => ids.has(id) && !taken.has(id) && taken.add(id))
}

function idsOf(citation: Citation): readonly string[] {
  switch (citation.kind) {
    case 'text':
      return [citation.sourceId]
    case 'task':
      return [citation.taskId]
    case 'activities':
      return citation.activityIds
    case 'sales':
      return []
  }
}
