import type { ActivityReports } from '../../../core/contract/reports.ts'
import type { ReportState } from '../../../core/domain/reports/report-availability.ts'
import { minuteMs } from '../../../core/domain/time/instant.ts'

/** Whole minutes until the deadline, the one that has begun among them. */
export function minutesLeft(deadline: number, now: number): number {
  return Math.max(0, Math.ceil((deadline - now) / minuteMs))
}

interface BegunState {
  readonly state: ReportState
  /** Until when it can be submitted although the deadline has passed (REP-08). */
  readonly graceUntil: number | null
}

/**
 * Whether a report that was begun can be submitted: the answer for new ones, but for the grace, and for
 * forms that are no longer offered (FRM-08).
 *
 * @param now by the corrected clock
 */
export function stateOfBegun(
  { availability, graceMin }: Pick<ActivityReports, 'availability' | 'graceMin'>,
  startedAt: number,
  now: number,
): BegunState {
  const { state, deadline } = availability
  if (state === 'no_forms' || state === 'not_synced_form')
    return { state: 'available', graceUntil: null }
  if (state !== 'expired' || deadline === null || startedAt > deadline)
    return { state, graceUntil: null }
  const graceUntil = deadline + graceMin * minuteMs
  return now <= graceUntil ? { state: 'available', graceUntil } : { state, graceUntil: null }
}
