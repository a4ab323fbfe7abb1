import type { PositionError } from './fix.ts'
import type { PositionProblem } from './position-report.ts'

/** The more somebody can do about it, the earlier. */
const byUse: readonly PositionError[] = [
  'NO_CONSENT',
  'PERMISSION_DENIED',
  'DEVICE_BUSY',
  'DEVICE_LOST',
  'BAD_DATA',
  'STALE',
  'POOR_ACCURACY',
  'NO_FIX',
  'TIMEOUT',
  'UNSUPPORTED',
  'NO_DEVICE',
  'CANCELLED',
]

/**
 * Of the problems of all sources the one to show: that a receiver is held by another program tells more
 * than that there is no gpsd.
 *
 * @param problems at least one
 */
export function tellingProblem(problems: readonly PositionProblem[]): PositionProblem {
  return problems.toSorted((a, b) => byUse.indexOf(a.error) - byUse.indexOf(b.error))[0]!
}
