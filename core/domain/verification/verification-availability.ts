import { type Target, targetProblem } from './target.ts'
import type { VerificationWindow } from './verification-window.ts'

/** What decides whether an activity can be verified. Instants are UTC milliseconds. */
export interface VerifiableActivity {
  readonly isCancelled: boolean
  readonly isDeleted: boolean
  readonly isVerified: boolean
  /** Reports that stand. */
  readonly reportCount: number
}

export interface AvailabilityQuestion {
  readonly activity: VerifiableActivity
  /** Of the customer or branch of the activity; `null` if it has none. */
  readonly target: Target | null
  /** The activity is the main customer's, and a branch that it may have been at has coordinates. */
  readonly hasPlacedBranches: boolean
  /** `null` without a start. */
  readonly window: VerificationWindow | null
  readonly settings: {
    /** In the organisation, and for the activity's type (GPS-04). */
    readonly isEnabled: boolean
    readonly isTypeEligible: boolean
    readonly isReportRequired: boolean
  }
  /** Whether the visit is the person's own (§14). */
  readonly isPermitted: boolean
  /** The corrected clock (SYN-12). */
  readonly now: number
}

export const verificationStates = [
  'available',
  'off',
  'type',
  'deleted',
  'cancelled',
  'verified',
  'not_permitted',
  'no_start',
  'no_coords',
  'invalid_coords',
  'too_early',
  'too_late',
  'report_missing',
] as const
export type VerificationState = (typeof verificationStates)[number]

export interface VerificationAvailability {
  readonly state: VerificationState
  /** Until when the answer holds if nothing is written: `null` = for good. */
  readonly changesAt: number | null
}

/**
 * Whether an activity can be verified now (GPS-01, GPS-03, GPS-05): the one answer for the button, its
 * sentence and the check before a capture. What cannot be mended by waiting is told first.
 */
export function verificationAvailability(question: AvailabilityQuestion): VerificationAvailability {
  const { activity, settings, target, window, now } = question
  const answer = (state: VerificationState, changesAt: number | null = null) => ({
    ...{ state, changesAt },
  })
  if (!settings.isEnabled) return answer('off')
  if (!settings.isTypeEligible) return answer('type')
  if (activity.isDeleted) return answer('deleted')
  if (activity.isCancelled) return answer('cancelled')
  if (activity.isVerified) return answer('verified')
  if (!question.isPermitted) return answer('not_permitted')
  if (!window) return answer('no_start')
  if (now > window.to) return answer('too_late')
  const problem = targetProblem(target)
  if (problem && !question.hasPlacedBranches) return answer(problem)
  if (now < window.from) return answer('too_early', window.from)
  const end = window.to + 1
  if (settings.isReportRequired && activity.reportCount === 0) return answer('report_missing', end)
  return answer('available', end)
}
