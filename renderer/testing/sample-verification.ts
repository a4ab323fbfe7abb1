import type { ActivityVerification, ShownAttempt } from '../../core/contract/verification.ts'

/** Tuesday 24 November 2026, 09:05 in Paris. */
const at = Date.UTC(2026, 10, 24, 8, 5)

/** Of Norauto Rennes, made 30 m away. */
export function sampleAttempt(id: string, other: Partial<ShownAttempt> = {}): ShownAttempt {
  return {
    ...{ id, at, userId: 'claire', customerId: 'c1', customerName: 'Norauto Rennes' },
    ...{ isOfFormerCustomer: false, outcome: 'verified', reason: 'ok', distanceM: 30 },
    ...{ accuracyM: 12, radiusM: 200, provider: 'gpsd', quality: 'gnss', satellites: 9 },
    ...{ hdop: 0.9, fixAgeMs: 400, clock: 'gnss', isClockDoubtful: false, note: null, fault: null },
    target: { lat: 48.1113, lon: -1.68 },
    position: { lat: 48.1115, lon: -1.6797 },
    ...{ recalculates: null, seq: 1 },
    ...other,
  }
}

/** A visit of Norauto Rennes with these attempts, the last one first. */
export function sampleVerification(attempts: readonly ShownAttempt[]): ActivityVerification {
  return {
    availability: { state: 'available', changesAt: null },
    ...{ status: 'unverified', window: null, radiusM: 200, attempts: [...attempts] },
    target: {
      ...{ customerId: 'c1', name: 'Norauto Rennes', isBranch: false },
      location: {
        ...{ lat: 48.1113, lon: -1.68, accuracyM: null, quality: 'surveyed', source: 'manual' },
        ...{ setBy: 'claire', setAt: at },
      },
    },
    ...{ explanation: null, proposal: null, consentedAt: at },
    may: { verify: null, judge: null, propose: null, place: null },
  }
}
