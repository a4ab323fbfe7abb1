import { AppError } from '../../core/contract/app-error.ts'
import type { GeoPoint } from '../../core/contract/customers.ts'
import type { CaptureResult, verificationContract } from '../../core/contract/verification.ts'
import { userDocumentId } from '../../core/crdt/document-id.ts'
import { writeRecord } from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { customerRecord } from '../../core/crdt/records/customer-record.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import { autoAcceptM } from '../../core/domain/verification/auto-accept.ts'
import type { VerificationAction } from '../../core/domain/permissions/verification-permission.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { presentActivityMap } from '../activities/activity-lookup.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { customerMap, findCustomer, requireCustomer } from '../customers/customer-lookup.ts'
import { actingPerson, rightsTables } from '../permissions/acting-person.ts'
import { factsOfRow, refused, requireActivityRight } from '../permissions/record-rights.ts'
import { dayMap, dayMapTables } from '../verification/day-map.ts'
import { judge } from '../verification/judge.ts'
import { judgeAgain } from '../verification/judge-again.ts'
import {
  consentKey,
  consentOf,
  proposalOf,
  shownVerification,
} from '../verification/shown-verification.ts'
import { attemptsOfActivity, positionOf, requireAttempt } from '../verification/stored-attempts.ts'
import {
  availabilityFor,
  placedBranches,
  verificationRight,
  type VerifiedActivity,
  verifiedActivity,
} from '../verification/verified-activity.ts'
import { writeAttempt } from '../verification/write-attempt.ts'
import { touchedMeta } from './record-meta.ts'

/** Tables that the verification of an activity depends on. */
const tables = [
  ...(['verification_attempt', 'position', 'evidence', 'activity', 'customer', 'report'] as const),
  ...(['activity_type', 'organisation', 'preferences'] as const),
  ...rightsTables,
]

export function verificationHandlers(
  services: Services,
): Handlers<typeof verificationContract, RequestContext> {
  const { clock, db, documents, live, now } = services

  /** @throws AppError `E-PRM` with the reason */
  function requireRight(person: Person, action: VerificationAction, userId: string): void {
    const reason = verificationRight(services, person, action, userId)
    if (reason) throw refused(services, reason, [userId])
  }

  /** @throws AppError `E-GPS-STATE` with the state */
  function requireAvailable(person: Person, activityId: string): VerifiedActivity {
    const activity = verifiedActivity(services, activityId)
    const { state } = availabilityFor(services, person, activity)
    if (state === 'not_permitted') requireRight(person, 'verify', activity.row.assignee_id)
    if (state !== 'available') throw new AppError('E-GPS-STATE', `no capture: ${state}`, { state })
    return activity
  }

  /** @throws AppError `E-GPS-NO-PROPOSAL` */
  function requireProposal(attemptId: string) {
    const { attempt } = requireAttempt(services, attemptId)
    const proposal = proposalOf(services, attempt.customerId)
    if (proposal?.attemptId !== attemptId)
      throw new AppError('E-GPS-NO-PROPOSAL', 'decided, or replaced by another one')
    return proposal
  }

  function proposals() {
    const ids = db.reader
      .prepared('select id from customer where place_proposed = 1 and deleted_at is null')
      .pluck()
      .all() as string[]
    return ids
      .flatMap((id) => proposalOf(services, id) ?? [])
      .sort((a, b) => a.at - b.at || (a.customerId < b.customerId ? -1 : 1))
  }

  return {
    'verification.watch': ({ activityId }, emit, context) =>
      live.subscribe(
        {
          key: `verification.watch ${activityId} ${context.as ?? ''}`,
          tables,
          run: () => shownVerification(services, actingPerson(services, context), activityId),
          expiresAt: ({ availability }) => availability.changesAt,
        },
        emit,
      ),

    'verification.day': (day, emit, context) =>
      live.subscribe(
        {
          key: `verification.day ${JSON.stringify(day)} ${context.as ?? ''}`,
          tables: dayMapTables,
          run: () => dayMap(services, actingPerson(services, context), day),
        },
        emit,
      ),

    'verification.consent': (_input, context) => {
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(userDocumentId(author.userId), (doc) =>
          doc.getMap('preferences').set(consentKey, author.at),
        ),
      )
      return {}
    },

    'verification.capture': async ({ captureId, activityId }, { signal, progress }, context) => {
      const person = actingPerson(services, context)
      if (consentOf(services, person.userId) === null)
        throw new AppError('E-GPS-CONSENT', 'the person has not agreed')
      const { settings } = requireAvailable(person, activityId)
      const { radiusM, maxAccuracyM } = settings.rules
      const measured = await services.captures.run(captureId, {
        ...{ autoAcceptM: autoAcceptM(radiusM), maxAccuracyM, signal, progress },
      })
      if ('error' in measured && measured.error === 'CANCELLED')
        throw new AppError('CANCELLED', measured.detail)
      const captured = 'error' in measured && measured.poor ? measured.poor : measured
      const author = authorOf(services, context)
      const key = await services.deviceKeys.of(author.userId)
      return judge(services, key, author, verifiedActivity(services, activityId), captured)
    },

    'verification.steer': ({ captureId, wish }) => {
      services.captures.steer(captureId, wish)
      return {}
    },

    'verification.push': ({ captureId, position }) => {
      services.captures.push(captureId, position)
      return {}
    },

    'verification.explain': ({ activityId, explanation }, context) => {
      const { row } = verifiedActivity(services, activityId)
      requireRight(actingPerson(services, context), 'verify', row.assignee_id)
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(row.doc_id, (doc) =>
          writeRecord(activityRecord, presentActivityMap(doc, activityId), {
            verificationExplained: explanation && {
              ...{ code: explanation.code, text: explanation.text || null },
              ...{ by: author.userId, at: Math.round(clock.now()) },
            },
            ...touchedMeta(author),
          }),
        ),
      )
      return {}
    },

    'verification.recalculate': async ({ activityId }, context) => {
      const activity = verifiedActivity(services, activityId)
      requireRight(actingPerson(services, context), 'judge', activity.row.assignee_id)
      const last = attemptsOfActivity(services, activityId).find(
        ({ attempt }) => attempt.positionHash !== null && attempt.recalculates === null,
      )
      if (!last) throw new AppError('E-GPS-NO-POSITION', 'nothing was measured')
      const author = authorOf(services, context)
      const key = await services.deviceKeys.of(author.userId)
      return judgeAgain(services, key, author, activity, last.attempt)
    },

    'verification.attest': async ({ activityId, at, note }, context) => {
      const activity = verifiedActivity(services, activityId)
      const person = actingPerson(services, context)
      requireRight(person, 'judge', activity.row.assignee_id)
      const author = authorOf(services, context)
      const key = await services.deviceKeys.of(author.userId)
      const { row, customer, settings, window } = activity
      const target = customer?.location ?? null
      documents.write(author, (edit) => {
        writeAttempt(
          ...([services, edit, key, row.doc_id, author] as const),
          {
            ...{ activityId, customerId: row.customer_id, recalculates: null, window },
            ...{ at: Math.round(clock.now()), rawAt: now(), clock: 'device' },
            isClockDoubtful: clock.isDoubtful(),
            ...{ provider: null, quality: 'manual', accuracyM: null, fixAgeMs: null },
            ...{ satellites: null, hdop: null, samples: null, distanceM: null },
            target: target && { lat: target.lat, lon: target.lon },
            radiusM: settings.rules.radiusM,
            ...{ outcome: 'attested', reason: 'attested', note },
          },
          at,
        )
      })
      return {}
    },

    'verification.moveToBranch': async (
      { attemptId, customerId },
      context,
    ): Promise<CaptureResult> => {
      const { attempt, documentId } = requireAttempt(services, attemptId)
      const person = actingPerson(services, context)
      const { row } = verifiedActivity(services, attempt.activityId)
      requireActivityRight(services, person, 'edit', factsOfRow(row))
      requireRight(person, 'verify', row.assignee_id)
      if (!placedBranches(services, row).some((branch) => branch.customerId === customerId))
        throw new AppError('E-NOT-FOUND', 'no branch that the visit can have been at')
      if (!positionOf(services, documentId, attempt))
        throw new AppError('E-GPS-NO-POSITION', 'nothing was measured, or it was forgotten')
      const author = authorOf(services, context)
      const key = await services.deviceKeys.of(author.userId)
      documents.write(author, (edit) =>
        edit.document(row.doc_id, (doc) =>
          writeRecord(activityRecord, presentActivityMap(doc, row.id), {
            customerId,
            ...touchedMeta(author),
          }),
        ),
      )
      return judgeAgain(services, key, author, verifiedActivity(services, row.id), attempt)
    },

    'verification.proposePlace': ({ attemptId }, context) => {
      const { attempt, documentId } = requireAttempt(services, attemptId)
      const { row } = verifiedActivity(services, attempt.activityId)
      const person = actingPerson(services, context)
      requireRight(person, 'propose', row.assignee_id)
      const { documentId: customerDocument } = requireCustomer(services, row.customer_id)
      const position = positionOf(services, documentId, attempt)
      if (!position || attempt.accuracyM === null)
        throw new AppError('E-GPS-NO-POSITION', 'nothing was measured, or it was forgotten')
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(customerDocument, (doc) =>
          writeRecord(customerRecord, customerMap(doc, row.customer_id), {
            placeProposal: {
              ...{ attemptId, activityId: row.id, lat: position.lat, lon: position.lon },
              ...{ accuracyM: attempt.accuracyM!, by: author.userId, at: author.at },
            },
            ...touchedMeta(author),
          }),
        ),
      )
      return {}
    },

    'verification.proposals': (_input, emit, context) =>
      live.subscribe(
        {
          key: `verification.proposals ${context.as ?? ''}`,
          tables: ['customer', ...rightsTables],
          run: () => {
            const person = actingPerson(services, context)
            return verificationRight(services, person, 'place', person.userId) ? [] : proposals()
          },
        },
        emit,
      ),

    'verification.decidePlace': ({ attemptId, accepted }, context) => {
      const person = actingPerson(services, context)
      requireRight(person, 'place', person.userId)
      const { customerId, lat, lon, accuracyM } = requireProposal(attemptId)
      const place = findCustomer(services, customerId)!
      const author = authorOf(services, context)
      const location: GeoPoint = {
        ...{ lat, lon, accuracyM, quality: 'surveyed', source: 'fix' },
        ...{ setBy: author.userId, setAt: author.at },
      }
      documents.write(author, (edit) =>
        edit.document(place.documentId, (doc) =>
          writeRecord(customerRecord, customerMap(doc, customerId), {
            placeProposal: null,
            ...(accepted && { location }),
            ...touchedMeta(author),
          }),
        ),
      )
      return {}
    },
  }
}
