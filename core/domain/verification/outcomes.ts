/**
 * What an attempt to verify an activity came to (GPS-06). Only `verified` and `out_of_range` are
 * conclusive; `inconclusive` never counts against anybody; `refused` measured nothing that could be
 * judged; `attested` is a manager's word, which is no proof (GPS-14).
 */
export const verificationOutcomes = [
  'verified',
  'out_of_range',
  'inconclusive',
  'refused',
  'attested',
] as const
export type VerificationOutcome = (typeof verificationOutcomes)[number]

/**
 * Why:
 * - `ok`: inside the radius, as far as the accuracy allows to say.
 * - `too_far`: outside of it, whatever the accuracy.
 * - `accuracy`: the position is too imprecise to tell inside from outside.
 * - `not_live`: simulated, entered by hand or only estimated by the receiver.
 * - `stale`: measured too long ago.
 * - `no_coords`, `invalid_coords`: nothing to compare with (GPS-09).
 * - `too_early`, `too_late`: outside the window (GPS-05).
 * - `denied`, `unavailable`, `timeout`: no position (GPS-12).
 * - `attested`: a manager placed the pin.
 */
export const verificationReasons = [
  'ok',
  'too_far',
  'accuracy',
  'not_live',
  'stale',
  'no_coords',
  'invalid_coords',
  'too_early',
  'too_late',
  'denied',
  'unavailable',
  'timeout',
  'attested',
] as const
export type VerificationReason = (typeof verificationReasons)[number]

/** What an activity is, by all attempts to verify it (GPS-02). */
export const verificationStatuses = ['verified', 'unverified', 'out_of_range'] as const
export type VerificationStatus = (typeof verificationStatuses)[number]
