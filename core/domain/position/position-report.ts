import type { Fix, PositionError } from './fix.ts'

/** Why there is no position at this moment, and what the source says nevertheless. */
export interface PositionProblem {
  readonly error: PositionError
  /** One English sentence for the log and for whoever looks for the cause. */
  readonly detail: string
  /** Of a receiver without a fix: what it says meanwhile; absent where it says nothing. */
  readonly satellitesUsed?: number | null
  readonly hdop?: number | null
}

/** What a source says: a position, or why there is none. After some problems a source goes on. */
export type PositionReport = Fix | PositionProblem

/** Whether a report is a position. */
export function isFix(report: PositionReport): report is Fix {
  return !('error' in report)
}
