import { AppError } from '../../core/contract/app-error.ts'
import type { Attempt, AttemptPosition } from '../../core/contract/evidence.ts'
import { positionsDocumentId, subjectOf } from '../../core/crdt/document-id.ts'
import { readAttempt, readPositions } from '../../core/crdt/verification-evidence.ts'
import type { Services } from '../app/services.ts'

/** The attempts to verify an activity, the last one first. */
export function attemptsOfActivity({ db, documents }: Services, activityId: string): Attempt[] {
  const rows = db.writer
    .prepared(
      'select id, doc_id from verification_attempt where activity_id = ? order by at desc, id desc',
    )
    .all(activityId) as { id: string; doc_id: string }[]
  return rows.flatMap(
    ({ id, doc_id }) => documents.read(doc_id, (doc) => readAttempt(doc, id))?.attempt ?? [],
  )
}

/** An attempt with the document that it lies in. @throws AppError `E-NOT-FOUND` */
export function requireAttempt(
  { db, documents }: Services,
  id: string,
): { attempt: Attempt; documentId: string } {
  const documentId = db.writer
    .prepared('select doc_id from verification_attempt where id = ?')
    .pluck()
    .get(id) as string | undefined
  const stored = documentId && documents.read(documentId, (doc) => readAttempt(doc, id))
  if (!documentId || !stored) throw new AppError('E-NOT-FOUND', 'no such attempt', { attempt: id })
  return { attempt: stored.attempt, documentId }
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
