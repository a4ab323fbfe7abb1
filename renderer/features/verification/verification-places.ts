import type {
  ActivityVerification,
  PlaceProposal,
  ShownAttempt,
} from '../../../core/contract/verification.ts'
import { areValidCoordinates } from '../../../core/domain/geo/parse-coordinates.ts'
import type { VerificationOutcome } from '../../../core/domain/verification/outcomes.ts'
import type { MapCircle, MapPlace, PinTone } from '../../ui/map/map-place.ts'

/** Names for what is pinned. */
export interface PlaceNames {
  target(this: void): string
  /** Where the customer was taken to be for an attempt, which is not where it is now. */
  formerTarget(this: void, attempt: ShownAttempt): string
  attempt(this: void, attempt: ShownAttempt, number: number): string
  proposal(this: void, proposal: PlaceProposal): string
}

export interface VerificationPlaces {
  readonly places: readonly MapPlace[]
  readonly circles: readonly MapCircle[]
}

const tones: Readonly<Record<VerificationOutcome, PinTone>> = {
  verified: 'success',
  out_of_range: 'error',
  inconclusive: 'warning',
  refused: 'neutral',
  attested: 'info',
}

/** Attempts are numbered from the first one: that is how the list and the map name them. */
export function numberedAttempts(
  attempts: readonly ShownAttempt[],
): { readonly attempt: ShownAttempt; readonly number: number }[] {
  return attempts.map((attempt, index) => ({ attempt, number: attempts.length - index }))
}

/**
 * What the map of a verification shows: the customer with its radius, where somebody says that it is
 * (GPS-17), each measured position with its accuracy, and where the customer was for attempts made before
 * it was moved (GPS-08).
 */
export function verificationPlaces(
  {
    target,
    radiusM,
    attempts,
    proposal,
  }: Pick<ActivityVerification, 'target' | 'radiusM' | 'attempts' | 'proposal'>,
  names: PlaceNames,
): VerificationPlaces {
  const places: MapPlace[] = []
  const circles: MapCircle[] = []
  const known = new Set<string>()
  const addTarget = (at: { lat: number; lon: number }, radius: number, pin: () => MapPlace) => {
    const spot = `${at.lat} ${at.lon} ${radius}`
    if (known.has(spot) || !areValidCoordinates(at)) return
    known.add(spot)
    places.push(pin())
    circles.push({ centre: { lat: at.lat, lon: at.lon }, radiusM: radius, kind: 'radius' })
  }
  if (target.location) {
    const { lat, lon } = target.location
    addTarget(target.location, radiusM, () => ({
      ...{ id: 'target', lat, lon, label: names.target(), kind: 'target', tone: 'primary' },
    }))
  }
  if (proposal) {
    const { lat, lon, accuracyM } = proposal
    const label = names.proposal(proposal)
    places.push({
      ...{ id: 'proposal', lat, lon, label, kind: 'target', tone: 'warning', isHollow: true },
    })
    circles.push({ centre: { lat, lon }, radiusM: accuracyM, kind: 'accuracy' })
  }
  for (const { attempt, number } of numberedAttempts(attempts)) {
    const { id, position, accuracyM } = attempt
    if (attempt.target)
      addTarget(attempt.target, attempt.radiusM, () => ({
        ...{ id: `target of ${id}`, ...attempt.target!, label: names.formerTarget(attempt) },
        ...{ kind: 'target', tone: 'neutral', isHollow: true },
      }))
    if (!position) continue
    const label = names.attempt(attempt, number)
    places.push({
      ...{ id, ...position, label, kind: 'position', number, tone: tones[attempt.outcome] },
      mark: attempt.outcome === 'verified' ? 'verified' : undefined,
    })
    if (accuracyM !== null) circles.push({ centre: position, radiusM: accuracyM, kind: 'accuracy' })
  }
  return { places, circles }
}
