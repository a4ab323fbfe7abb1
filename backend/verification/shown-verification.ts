import type { SignedAttempt } from '../../core/contract/evidence.ts'
import type {
  ActivityVerification,
  PlaceProposal,
  ShownAttempt,
} from '../../core/contract/verification.ts'
import { userDocumentId } from '../../core/crdt/document-id.ts'
import { findRecord, readRecord } from '../../core/crdt/record.ts'
import { customerRecord } from '../../core/crdt/records/customer-record.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import type { VerificationAction } from '../../core/domain/permissions/verification-permission.ts'
import { attemptFault } from '../../core/domain/verification/evidence-chain.ts'
import { customerOfActivity } from '../activities/activity-lookup.ts'
import type { Services } from '../app/services.ts'
import { findCustomer } from '../customers/customer-lookup.ts'
import { toldRefusal } from '../permissions/record-rights.ts'
import { isSignedBy } from './device-key.ts'
import { attemptsOfActivity, keyOf, positionOf } from './stored-attempts.ts'
import { availabilityFor, verificationRight, verifiedActivity } from './verified-activity.ts'

/** Key in the root map `preferences` of a person's document: when they agreed (GPS-18). */
export const consentKey = 'gps.consentedAt'

/** Everything that the details of an activity show about its verification. */
export function shownVerification(
  services: Services,
  person: Person,
  activityId: string,
): ActivityVerification {
  const activity = verifiedActivity(services, activityId)
  const { row, record, customer, settings, window } = activity
  const offsetMs = Math.round(services.now() - services.clock.now())
  const { state, changesAt } = availabilityFor(services, person, activity)
  const right = (action: VerificationAction) =>
    toldRefusal(services, verificationRight(services, person, action, row.assignee_id), [
      row.assignee_id,
    ])
  return {
    availability: { state, changesAt: changesAt === null ? null : changesAt + offsetMs },
    status: row.verification,
    window: window && { from: window.from + offsetMs, to: window.to + offsetMs },
    target: {
      customerId: row.customer_id,
      name: customer?.name ?? '',
      isBranch: customer !== undefined && customer.parentId !== null,
      location: customer?.location ?? null,
    },
    radiusM: settings.rules.radiusM,
    attempts: attemptsOfActivity(services, activityId).map((attempt) =>
      shownAttempt(services, person, row, attempt),
    ),
    explanation: record.verificationExplained,
    proposal: proposalOf(services, row.customer_id),
    consentedAt: consentOf(services, person.userId),
    may: {
      verify: right('verify'),
      judge: right('judge'),
      propose: right('propose'),
      place: right('place'),
    },
  }
}

/** An attempt as `person` may see it; `row` is its activity. */
export function shownAttempt(
  services: Services,
  person: Person,
  row: { readonly doc_id: string; readonly customer_id: string },
  signed: SignedAttempt,
): ShownAttempt {
  const { attempt } = signed
  const maySee = verificationRight(services, person, 'seePosition', attempt.userId) === null
  const position = maySee ? positionOf(services, row.doc_id, attempt) : undefined
  const { id, at, userId, customerId, outcome, reason, distanceM, accuracyM, radiusM } = attempt
  const { provider, quality, satellites, hdop, fixAgeMs, clock, isClockDoubtful } = attempt
  return {
    ...{ id, at, userId, customerId, outcome, reason, distanceM, accuracyM, radiusM },
    ...{ provider, quality, satellites, hdop, fixAgeMs, clock, isClockDoubtful },
    customerName: customerOfActivity(services, customerId).customerName,
    isOfFormerCustomer: customerId !== row.customer_id,
    target: attempt.target,
    position: position ? { lat: position.lat, lon: position.lon } : null,
    fault: attemptFault(attempt.id, signed, keyOf(services, attempt), isSignedBy),
    seq: attempt.seq,
    note: attempt.note,
    recalculates: attempt.recalculates,
  }
}

/** What somebody said about a customer's place, while nobody has decided (GPS-17). */
export function proposalOf(
  services: Services,
  customerId: string,
): (PlaceProposal & { activityId: string }) | null {
  const place = findCustomer(services, customerId)
  if (!place || place.deletedAt !== null) return null
  return services.documents.read(place.documentId, (doc) => {
    const map = findRecord(doc, customerRecord, customerId)
    const record = map && readRecord(customerRecord, map)
    return record?.placeProposal
      ? { ...record.placeProposal, customerId, customerName: record.name }
      : null
  })
}

/** When the person agreed to their position being measured; `null` before that. */
export function consentOf({ documents }: Services, userId: string): number | null {
  const stored = documents.read(userDocumentId(userId), (doc) =>
    doc.getMap('preferences').get(consentKey),
  )
  return typeof stored === 'number' ? stored : null
}
