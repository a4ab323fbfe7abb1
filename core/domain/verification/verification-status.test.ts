import { expect, test } from 'vitest'
import type { VerificationOutcome } from './outcomes.ts'
import { verificationStatus } from './verification-status.ts'

const tried = (...outcomes: readonly VerificationOutcome[]) =>
  outcomes.map((outcome) => ({ customerId: 'garage', outcome }))

test.each<[VerificationOutcome[], string]>([
  [[], 'unverified'],
  [['refused'], 'unverified'],
  [['inconclusive'], 'unverified'],
  [['attested'], 'unverified'],
  [['verified'], 'verified'],
  [['out_of_range'], 'out_of_range'],
  [['verified', 'out_of_range'], 'verified'],
  [['out_of_range', 'verified'], 'verified'],
  [['out_of_range', 'inconclusive', 'refused'], 'out_of_range'],
])('GPS-08 after %j an activity is %s', (outcomes, status) => {
  expect(verificationStatus(tried(...outcomes), 'garage')).toBe(status)
})

test('ACT-21 attempts for the former customer do not count', () => {
  expect(verificationStatus(tried('verified'), 'another garage')).toBe('unverified')
})
