import { AppError } from '../../core/contract/app-error.ts'
import type {
  Attempt,
  AttemptPosition,
  DeviceKey,
  SignedAttempt,
} from '../../core/contract/evidence.ts'
import { evidenceDocumentId, positionsDocumentId, subjectOf } from '../../core/crdt/document-id.ts'
import {
  readAttempt,
  readDeviceKeys,
  readPositions,
} from '../../core/crdt/verification-evidence.ts'
import type { Services } from '../app/services.ts'

/** The attempts to verify an activity, the last one first. */
export function attemptsOfActivity(
  { db, documents }: Services,
  activityId: string,
): SignedAttempt[] {
  const rows = db.writer
    .prepared(
      'select id, doc_id from verification_attempt where activity_id = ? order by at desc, id desc',
    )
    .all(activityId) as { id: string; doc_id: string }[]
  return rows.flatMap(
    ({ id, doc_id }) => documents.read(doc_id, (doc) => readAttempt(doc, id)) ?? [],
  )
}

/** An attempt with the document that it lies in. @throws AppError `E-NOT-FOUND` */
export function requireAttempt(
  { db, documents }: Services,
  id: string,
): SignedAttempt & { documentId: string } {
  const documentId = db.writer
    .prepared('select doc_id from verification_attempt where id = ?')
    .pluck()
    .get(id) as string | undefined
  const stored = documentId && documents.read(documentId, (doc) => readAttempt(doc, id))
  if (!documentId || !stored) throw new AppError('E-NOT-FOUND', 'no such attempt', { attempt: id })
  return { ...stored, documentId }
}

/** Where an attempt was made; `undefined` where it was forgotten, or is not on this device. */
export function positionOf(
  { documents }: Services,
  documentId: string,
  { id, userId }: Pick<Attempt, 'id' | 'userId'>,
): AttemptPosition | undefined {
  const positionsId = positionsDocumentId(subjectOf(documentId), userId)
  return documents.has(positionsId) ? documents.view(positionsId, readPositions).get(id) : undefined
}

/** The key of the attempt's chain, as its author told it; `null` where it is not on this device. */
export function keyOf({ documents }: Services, { userId, chainId }: Attempt): DeviceKey | null {
  const evidenceId = evidenceDocumentId(userId)
  if (!documents.has(evidenceId)) return null
  return documents.view(evidenceId, readDeviceKeys).get(chainId) ?? null
}
