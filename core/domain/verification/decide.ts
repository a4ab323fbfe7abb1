import { distanceM } from '../geo/distance.ts'
import type { Fix, FixQuality } from '../position/fix.ts'
import type { VerificationOutcome, VerificationReason } from './outcomes.ts'
import { type Target, targetProblem } from './target.ts'
import type { VerificationWindow } from './verification-window.ts'

/** What is accepted of a position (GPS-04). */
export interface VerificationRules {
  /** Around the customer's coordinates, in metres. */
  readonly radiusM: number
  /** In metres, of 95 %: a worse position proves nothing. */
  readonly maxAccuracyM: number
  /** How old a position may be, in ms. */
  readonly maxAgeMs: number
}

export interface VerificationQuestion {
  readonly fix: Pick<Fix, 'lat' | 'lon' | 'accuracy95M' | 'kind' | 'quality'>
  /** How old the position is, in ms. */
  readonly fixAgeMs: number
  /** When it was measured, by the corrected clock or the satellites', in UTC milliseconds. */
  readonly fixAt: number
  /** The coordinates of the customer or branch; `null` if it has none. */
  readonly target: Target | null
  readonly window: VerificationWindow
  readonly rules: VerificationRules
}

export interface Verdict {
  readonly outcome: Exclude<VerificationOutcome, 'attested'>
  readonly reason: VerificationReason
  /** From the position to the target, in metres; `null` without a target. */
  readonly distanceM: number | null
  /** The accuracy that was counted with, in metres; `null` if the source tells none. */
  readonly accuracyM: number | null
}

/** Nothing measures better than this, whatever it says of itself: metres. */
const accuracyFloorM = { gnss: 3, os: 10 } as const
/** A position is judged by a radius of at least this much, in metres. */
const smallestGateM = 50
/** The share of the 95 % accuracy within which the position lies in 91 of 100 cases. */
const insideShare = 0.7
const notLive: readonly FixQuality[] = ['simulated', 'manual', 'estimated']

/**
 * Whether a position proves the presence at a customer (GPS-06). With the distance d, the 95 % accuracy
 * a and the radius R, all in metres:
 *
 * - verified where a ≤ max(R, 50) and d + 0.7·a ≤ R: inside with a probability of at least 0.91 if the
 *   error is Gaussian;
 * - out of range where d − a > R;
 * - inconclusive otherwise, and where the position is no measurement of now or worse than accepted.
 *
 * What cannot be judged at all is refused: no target, too old, outside the window.
 */
export function decide(question: VerificationQuestion): Verdict {
  const { fix, target, window, rules } = question
  const accuracyM =
    fix.accuracy95M === null ? null : Math.max(fix.accuracy95M, accuracyFloorM[fix.kind])
  const problem = targetProblem(target)
  const distance = target && !problem ? distanceM(fix, target) : null
  const verdict = (outcome: Verdict['outcome'], reason: VerificationReason): Verdict => ({
    ...{ outcome, reason, accuracyM, distanceM: distance },
  })

  if (distance === null) return verdict('refused', problem ?? 'no_coords')
  if (question.fixAt < window.from) return verdict('refused', 'too_early')
  if (question.fixAt > window.to) return verdict('refused', 'too_late')
  if (question.fixAgeMs > rules.maxAgeMs) return verdict('refused', 'stale')
  if (notLive.includes(fix.quality)) return verdict('inconclusive', 'not_live')
  if (accuracyM === null || accuracyM > rules.maxAccuracyM)
    return verdict('inconclusive', 'accuracy')

  const { radiusM } = rules
  if (distance - accuracyM > radiusM) return verdict('out_of_range', 'too_far')
  if (accuracyM > Math.max(radiusM, smallestGateM)) return verdict('inconclusive', 'accuracy')
  return distance + insideShare * accuracyM <= radiusM
    ? verdict('verified', 'ok')
    : verdict('inconclusive', 'accuracy')
}
