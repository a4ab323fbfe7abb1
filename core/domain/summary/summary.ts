import type { Locale } from '../../contract/scalars.ts'
import type { AiError, Engine } from '../assistant/ai-error.ts'

/** A text that somebody wrote about a customer, as it is stored. Untrusted: it is data only. */
export interface SourceText {
  /** Of the report, note or activity. */
  readonly id: string
  readonly kind: 'report' | 'note' | 'activity'
  readonly activityId: string | null
  readonly customerId: string
  /** UTC milliseconds, and the local day of the activity's zone, `YYYY-MM-DD`. */
  readonly at: number
  readonly day: string
  readonly authorId: string | null
  readonly text: string
  /** Answers of a report that are issues and next steps by construction. */
  readonly issues?: readonly string[]
  readonly nextSteps?: readonly NextStep[]
}

export interface NextStep {
  readonly text: string
  readonly ownerId: string | null
  /** Local day. */
  readonly dueOn: string | null
}

export interface SourceTask {
  readonly id: string
  readonly activityId: string | null
  readonly title: string
  readonly assigneeId: string | null
  /** Local day. */
  readonly dueOn: string | null
  readonly createdAt: number
  /** `null` while it is open. */
  readonly completedAt: number | null
}

/** Visits, calls and so on, for counting. */
export interface SourceActivity {
  readonly id: string
  readonly typeName: string
  readonly day: string
  readonly status: 'planned' | 'in_progress' | 'done' | 'cancelled'
}

/** One month of one customer's sales. */
export interface MonthlySales {
  /** `YYYY-MM`. */
  readonly period: string
  /** In the currency's smallest unit. */
  readonly amountMinor: number
  /** ISO 4217. */
  readonly currency: string
  readonly orders: number | null
}

/** What the team said about a statement (AIS-08). */
export const verdicts = ['wrong', 'resolved', 'not_relevant'] as const
export type Verdict = (typeof verdicts)[number]

export interface Judgement {
  /** Of the statement. */
  readonly key: string
  readonly verdict: Verdict
  readonly by: string
  readonly at: number
}

/** All a summary is made from. What the viewer may not see is not in it. */
export interface SummarySources {
  readonly texts: readonly SourceText[]
  readonly tasks: readonly SourceTask[]
  readonly activities: readonly SourceActivity[]
  /** The oldest first. */
  readonly sales: readonly MonthlySales[]
  readonly judgements: readonly Judgement[]
  /** Local day of the viewer that "overdue" goes by. */
  readonly today: string
  readonly locale: Locale
}

/** Where a statement comes from; every one of them can be opened. */
export type Citation =
  | {
      readonly kind: 'text'
      readonly sourceId: string
      /** In the stored text, in UTF-16 units. */
      readonly start: number
      readonly end: number
    }
  | { readonly kind: 'task'; readonly taskId: string }
  | { readonly kind: 'sales'; readonly periods: readonly string[] }
  | { readonly kind: 'activities'; readonly activityIds: readonly string[] }

export interface Statement {
  /** The same as long as it says the same of the same passage: judgements go by it. */
  readonly key: string
  readonly text: string
  /** Never empty. */
  readonly sources: readonly Citation[]
}

export const severities = ['high', 'medium', 'low'] as const
export type Severity = (typeof severities)[number]

/** A key issue (AIS-06). */
export interface Issue extends Statement {
  readonly severity: Severity
  /** Local days of the first and the last mention. */
  readonly firstDay: string
  readonly lastDay: string
  /** Mentions. */
  readonly count: number
  readonly state: 'open' | 'resolved'
  /** What says that it is solved: a passage, or a colleague. */
  readonly resolvedBy: Citation | { readonly kind: 'judgement'; readonly by: string } | null
}

/** A pending topic (AIS-06). */
export interface PendingTopic extends Statement {
  readonly ownerId: string | null
  /** Local day. */
  readonly dueOn: string | null
  readonly isOverdue: boolean
  /** The task there is for it. */
  readonly taskId: string | null
}

export interface Coverage {
  readonly reports: number
  readonly notes: number
  readonly activities: number
  /** Sentences that were read and are not shown. */
  readonly unusedSentences: number
  /** Texts that were left out, because the window or the budget was full. */
  readonly leftOut: number
}

/** A summary of one customer for one person, in one language. */
export interface CustomerSummary {
  readonly issues: readonly Issue[]
  readonly pending: readonly PendingTopic[]
  /** At most 120 words together. */
  readonly analysis: readonly Statement[]
  readonly engine: Engine
  /** Why a model that was asked gave nothing; `null` when none was asked, or it did. */
  readonly fallbackReason: AiError | null
  readonly coverage: Coverage
  /** Statements that were dropped because nothing vouches for them. */
  readonly dropped: number
  /** Days of the oldest and the newest input; `null` without any. */
  readonly horizon: { readonly from: string; readonly to: string } | null
}
