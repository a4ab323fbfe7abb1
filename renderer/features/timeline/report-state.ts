import type { TimelineRow } from '../../../core/contract/timeline.ts'

/** What a row says about reports beside their number (TL-04, TYP-07). */
export type ReportState = 'draft' | 'available' | 'required' | 'expired'

/**
 * `undefined` where there is nothing to say: a report has been submitted, or none is to be.
 *
 * @param now UTC milliseconds, by the clock of this device
 */
export function reportStateOf(
  { report, reportCount }: Pick<TimelineRow, 'report' | 'reportCount'>,
  now: number,
): ReportState | undefined {
  if (!report) return undefined
  if (report.hasDraft) return 'draft'
  if (reportCount > 0 || report.from === null || now < report.from) return undefined
  if (report.until !== null && now > report.until) return 'expired'
  return report.isRequired ? 'required' : 'available'
}
