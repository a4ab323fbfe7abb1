import { minuteMs } from '../time/instant.ts'

/** What decides about new reports of an activity. Instants are UTC milliseconds. */
export interface ReportedActivity {
  readonly startAt: number | null
  readonly endAt: number | null
  readonly isCancelled: boolean
  readonly isDeleted: boolean
  /** When a manager let reports in again after the deadline (REP-08); `null` if nobody did. */
  readonly reopenedAt: number | null
}

/** A form that is linked to the activity's type and offered. */
export interface OfferedForm {
  readonly formId: string
  /** Its current version is on this device, and this version of the app understands it. */
  readonly isReadable: boolean
}

export interface ReportSettings {
  /** Minutes after the end; of the type, or else of the organisation. `null`: no limit (REP-06). */
  readonly limitMin: number | null
  /** How much longer a report may take that was begun in time (REP-08). */
  readonly graceMin: number
}

export interface ReportQuestion {
  readonly activity: ReportedActivity
  readonly forms: readonly OfferedForm[]
  readonly settings: ReportSettings
  /** Whether the person's role and territory let them report on the activity. */
  readonly isPermitted: boolean
  /** When the report in question was begun; `null` for a new one. */
  readonly startedAt: number | null
  /** The corrected clock (SYN-12). */
  readonly now: number
}

export const reportStates = [
  'available',
  'no_forms',
  'no_start',
  'future',
  'expired',
  'cancelled',
  'deleted',
  'not_permitted',
  'not_synced_form',
] as const
export type ReportState = (typeof reportStates)[number]

export interface ReportAvailability {
  readonly state: ReportState
  /** The last millisecond at which a report is accepted; `null` without a limit or a start. */
  readonly deadline: number | null
  /** Whether little time is left (REP-06): to be said in amber. */
  readonly isEnding: boolean
  /** Until when the answer holds if nothing is written: `null` = for good. */
  readonly changesAt: number | null
}

/** Little time is a quarter of the limit, but half an hour where that is more. */
const endingShare = 0.25
const endingMs = 30 * minuteMs

/**
 * Whether a report can be submitted (REP-01, REP-02, REP-06, REP-08): the one answer for the button, the
 * timeline, the check before writing and the assistant. What cannot be mended by waiting is told first.
 */
export function reportAvailability(question: ReportQuestion): ReportAvailability {
  const { activity, forms, isPermitted, now } = question
  const { startAt } = activity
  const deadline = deadlineOf(question)
  const answer = (state: ReportState, changesAt: number | null = null): ReportAvailability => ({
    ...{ state, deadline, changesAt, isEnding: false },
  })
  if (activity.isDeleted) return answer('deleted')
  if (activity.isCancelled) return answer('cancelled')
  if (forms.length === 0) return answer('no_forms')
  if (!isPermitted) return answer('not_permitted')
  if (startAt === null) return answer('no_start')
  if (now < startAt) return answer('future', startAt)
  if (deadline !== null && now > deadline) return answer('expired')
  if (!forms.some(({ isReadable }) => isReadable)) return answer('not_synced_form')
  if (deadline === null) return answer('available')
  const endingFrom = deadline - leastLeft(question.settings)
  const isEnding = now >= endingFrom
  return { ...answer('available', isEnding ? deadline + 1 : endingFrom), isEnding }
}

/**
 * The last millisecond at which a new report is accepted: the limit after the end, or after a manager's
 * reopening if that is later. An end before the start is no end (SYN-05). `null`: no limit, or no start.
 *
 * @param limitMin minutes
 */
export function reportDeadline(
  { startAt, endAt, reopenedAt }: Pick<ReportedActivity, 'startAt' | 'endAt' | 'reopenedAt'>,
  limitMin: number | null,
): number | null {
  if (startAt === null || limitMin === null) return null
  const end = endAt === null || endAt < startAt ? startAt : endAt
  return Math.max(end, reopenedAt ?? 0) + limitMin * minuteMs
}

/** Who has begun before the deadline has the grace besides. */
function deadlineOf({ activity, settings, startedAt }: ReportQuestion): number | null {
  const deadline = reportDeadline(activity, settings.limitMin)
  const isBegun = deadline !== null && startedAt !== null && startedAt <= deadline
  return isBegun ? deadline + settings.graceMin * minuteMs : deadline
}

function leastLeft({ limitMin }: ReportSettings): number {
  const limitMs = (limitMin ?? 0) * minuteMs
  return Math.min(limitMs, Math.max(limitMs * endingShare, endingMs))
}
