import { AppError } from '../../core/contract/app-error.ts'
import type { Attempt } from '../../core/contract/evidence.ts'
import type { CaptureResult } from '../../core/contract/verification.ts'
import { decide } from '../../core/domain/verification/decide.ts'
import type { Services } from '../app/services.ts'
import type { Author } from '../documents/document-store.ts'
import type { DeviceKey } from './device-key.ts'
import { rounded } from './judge.ts'
import { positionOf } from './stored-attempts.ts'
import type { VerifiedActivity } from './verified-activity.ts'
import { writeAttempt } from './write-attempt.ts'

/**
 * Judges a position that was measured before by the customer and the settings of now, and adds what
 * comes of it as an attempt of its own: what was decided before stays (GPS-08, GPS-11).
 *
 * @throws AppError `E-GPS-NO-POSITION` where it was forgotten, or is not on this device
 */
export function judgeAgain(
  services: Services,
  key: DeviceKey,
  author: Author,
  { row, customer, settings, window }: VerifiedActivity,
  former: Attempt,
): CaptureResult {
  const position = positionOf(services, row.doc_id, former)
  const { provider, quality, accuracyM, fixAgeMs, satellites, hdop, samples } = former
  if (!position || provider === null || quality === null || fixAgeMs === null)
    throw new AppError('E-GPS-NO-POSITION', 'nothing was measured, or it was forgotten')
  const target = customer?.location ?? null
  const kind = provider === 'os-web' || provider === 'geoclue' ? 'os' : 'gnss'
  const { at, rawAt, clock, isClockDoubtful } = former
  const verdict = rounded(
    decide({
      fix: { ...{ lat: position.lat, lon: position.lon, kind, quality }, accuracy95M: accuracyM },
      ...{ fixAgeMs, fixAt: at, target, rules: settings.rules },
      window: window ?? { from: at, to: at },
    }),
  )
  const { radiusM } = settings.rules
  const attemptId = services.documents.write(author, (edit) =>
    writeAttempt(
      ...([services, edit, key, row.doc_id, author] as const),
      {
        ...{ activityId: row.id, customerId: row.customer_id, recalculates: former.id, note: null },
        ...{ at, rawAt, clock, isClockDoubtful, provider, quality, fixAgeMs, satellites, hdop },
        ...{ samples, target: target && { lat: target.lat, lon: target.lon }, radiusM, window },
        ...verdict,
      },
      null,
    ),
  )
  const { outcome, reason, distanceM } = verdict
  const numbers = { distanceM, accuracyM: verdict.accuracyM, radiusM }
  return { attemptId, outcome, reason, error: null, nearestBranch: null, ...numbers }
}
