import type {
  VerificationOutcome,
  VerificationStatus,
} from '../../../core/domain/verification/outcomes.ts'

export const verificationIcons: Readonly<Record<VerificationStatus, string>> = {
  verified: 'i-lucide-map-pin-check',
  unverified: 'i-lucide-map-pin',
  out_of_range: 'i-lucide-map-pin-x',
}
export const verificationColors: Readonly<Record<VerificationStatus, string>> = {
  verified: 'text-success',
  unverified: 'text-muted',
  out_of_range: 'text-error',
}

export const outcomeIcons: Readonly<Record<VerificationOutcome, string>> = {
  verified: verificationIcons.verified,
  out_of_range: verificationIcons.out_of_range,
  inconclusive: 'i-lucide-map-pin-minus',
  refused: 'i-lucide-map-pin-off',
  attested: 'i-lucide-stamp',
}
export const outcomeColors: Readonly<Record<VerificationOutcome, string>> = {
  verified: verificationColors.verified,
  out_of_range: verificationColors.out_of_range,
  inconclusive: 'text-warning',
  refused: 'text-muted',
  attested: 'text-info',
}
