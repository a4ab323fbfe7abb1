import type { CaptureResult } from '../../core/contract/verification.ts'
import type { Coordinates } from '../../core/domain/geo/parse-coordinates.ts'
import type { Measured } from '../../core/domain/position/best-fix.ts'
import type { PositionError } from '../../core/domain/position/fix.ts'
import { decide, type Verdict } from '../../core/domain/verification/decide.ts'
import { nearestBranch } from '../../core/domain/verification/nearest-branch.ts'
import type { VerificationReason } from '../../core/domain/verification/outcomes.ts'
import type { Services } from '../app/services.ts'
import type { Author } from '../documents/document-store.ts'
import type { DeviceKey } from './device-key.ts'
import { placedBranches, type VerifiedActivity } from './verified-activity.ts'
import { type AttemptContent, writeAttempt } from './write-attempt.ts'

/** What a capture gave: a position, or why there is none. */
export type Captured = Measured | { readonly error: PositionError }

const reasonOf: Readonly<Record<PositionError, VerificationReason>> = {
  NO_CONSENT: 'denied',
  PERMISSION_DENIED: 'denied',
  UNSUPPORTED: 'unavailable',
  NO_DEVICE: 'unavailable',
  DEVICE_BUSY: 'unavailable',
  DEVICE_LOST: 'unavailable',
  NO_FIX: 'timeout',
  TIMEOUT: 'timeout',
  POOR_ACCURACY: 'accuracy',
  STALE: 'stale',
  BAD_DATA: 'unavailable',
  CANCELLED: 'unavailable',
}

/** Judges what a capture gave, and writes the attempt down whatever came of it (GPS-06, GPS-08). */
export function judge(
  services: Services,
  key: DeviceKey,
  author: Author,
  activity: VerifiedActivity,
  captured: Captured,
): CaptureResult {
  const { row, customer, settings, window } = activity
  const target = customer?.location ?? null
  const rawNow = services.now()
  const offsetMs = rawNow - services.clock.now()
  const corrected = (raw: number): number => Math.round(raw - offsetMs)
  const common = {
    ...{ activityId: row.id, customerId: row.customer_id, note: null, recalculates: null },
    ...{ target: target && { lat: target.lat, lon: target.lon }, window },
    radiusM: settings.rules.radiusM,
    isClockDoubtful: services.clock.isDoubtful(),
  }
  const result = (attemptId: string, verdict: Verdict): CaptureResult => ({
    ...{ attemptId, outcome: verdict.outcome, reason: verdict.reason },
    ...{ distanceM: verdict.distanceM, accuracyM: verdict.accuracyM, radiusM: common.radiusM },
    ...{ error: null, nearestBranch: null },
  })

  if ('error' in captured) {
    const verdict = { outcome: 'refused', reason: reasonOf[captured.error] } as const
    const content: AttemptContent = {
      ...common,
      ...{ at: corrected(rawNow), rawAt: rawNow, clock: 'device' },
      ...{ provider: null, quality: null, accuracyM: null, fixAgeMs: null, satellites: null },
      ...{ hdop: null, samples: null, distanceM: null, ...verdict },
    }
    const id = write(services, key, author, row.doc_id, content, null)
    const numbers = { distanceM: null, accuracyM: null }
    return { ...result(id, { ...verdict, ...numbers }), error: captured.error }
  }

  const { fix, ageMs, samples } = captured
  // Receivers and services may tell parts of a millisecond, which no attempt is stored with.
  const fixAt = fix.gpsTime === null ? corrected(fix.receivedAt) : Math.round(fix.gpsTime)
  const verdict = decide({
    ...{ fix, fixAgeMs: ageMs, fixAt, target, rules: settings.rules },
    window: window ?? { from: fixAt, to: fixAt },
  })
  const content: AttemptContent = {
    ...common,
    ...{
      at: fixAt,
      rawAt: Math.round(fix.receivedAt),
      clock: fix.gpsTime === null ? 'device' : 'gnss',
    },
    ...{ provider: fix.provider, quality: fix.quality, satellites: fix.satellitesUsed },
    ...{ hdop: fix.hdop, samples, fixAgeMs: Math.round(ageMs) },
    ...rounded(verdict),
  }
  const id = write(services, key, author, row.doc_id, content, fix)
  return { ...result(id, verdict), nearestBranch: branchAt(services, activity, fix, verdict) }
}

/** Nothing on earth is further away: an accuracy beyond it is none. */
const longestM = 20_004_000

/** To the decimetre: more would be made up. */
export function rounded<T extends Pick<Verdict, 'distanceM' | 'accuracyM'>>(verdict: T): T {
  const decimetres = (metres: number | null): number | null =>
    metres === null || metres > longestM ? null : Math.round(metres * 10) / 10
  return {
    ...verdict,
    distanceM: decimetres(verdict.distanceM),
    accuracyM: decimetres(verdict.accuracyM),
  }
}

function write(
  services: Services,
  key: DeviceKey,
  author: Author,
  documentId: string,
  content: AttemptContent,
  at: Coordinates | null,
): string {
  return services.documents.write(author, (edit) =>
    writeAttempt(services, edit, key, documentId, author, content, at),
  )
}

/** The branch that the visit seems to have been at, unless it was at the main customer itself. */
function branchAt(
  services: Services,
  { row }: VerifiedActivity,
  position: Coordinates,
  { outcome }: Verdict,
): CaptureResult['nearestBranch'] {
  if (outcome === 'verified') return null
  const branches = placedBranches(services, row)
  const found = nearestBranch(position, branches)
  const branch = branches.find(({ customerId }) => customerId === found?.customerId)
  return found && branch ? { ...found, name: branch.name } : null
}
