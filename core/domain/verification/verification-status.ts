import type { VerificationOutcome, VerificationStatus } from './outcomes.ts'

/** What the status asks of an attempt. */
export interface JudgedAttempt {
  /** The customer or branch that it was made for. */
  readonly customerId: string
  readonly outcome: VerificationOutcome
}

/**
 * An activity is verified if any attempt verified it, for good; else out of range if a conclusive attempt
 * said so, as then the last of them did; else not verified (GPS-08). Attempts for another customer than the activity has now
 * stay, and do not count (ACT-21).
 */
export function verificationStatus(
  attempts: readonly JudgedAttempt[],
  customerId: string,
): VerificationStatus {
  const own = attempts.filter((attempt) => attempt.customerId === customerId)
  if (own.some(({ outcome }) => outcome === 'verified')) return 'verified'
  return own.some(({ outcome }) => outcome === 'out_of_range') ? 'out_of_range' : 'unverified'
}
