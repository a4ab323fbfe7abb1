import type { HistoryPoint } from '../../../core/contract/activity-history.ts'

/** The point of the history at which an activity is looked at, and the time that it is called by. */
export interface SeenPast {
  readonly point: HistoryPoint
  readonly at: number
}
