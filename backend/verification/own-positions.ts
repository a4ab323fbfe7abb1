import { positionsDocumentId, subjectOf } from '../../core/crdt/document-id.ts'
import { positionsRoot, readPositions } from '../../core/crdt/verification-evidence.ts'
import { dayMs } from '../../core/domain/time/instant.ts'
import { organisation, type Services } from '../app/services.ts'
import type { Author } from '../documents/document-store.ts'

/**
 * Forgets where a person was at attempts before `before` (UTC ms): distance and outcome stay, and the
 * chain stays whole (GPS-18).
 *
 * @returns how many positions were forgotten
 */
export function forgetPositions(services: Services, author: Author, before: number): number {
  const { db, documents } = services
  const rows = db.writer
    .prepared('select id, doc_id from verification_attempt where user_id = ? and at < ?')
    .all(author.userId, before) as { id: string; doc_id: string }[]
  const byDocument = Map.groupBy(rows, ({ doc_id }) =>
    positionsDocumentId(subjectOf(doc_id), author.userId),
  )
  let forgotten = 0
  for (const [documentId, attempts] of byDocument) {
    if (!documents.has(documentId)) continue
    const kept = documents.view(documentId, readPositions)
    const old = attempts.filter(({ id }) => kept.has(id))
    if (old.length === 0) continue
    forgotten += old.length
    documents.write(author, (edit) =>
      edit.document(documentId, (doc) => {
        for (const { id } of old) doc.getMap(positionsRoot).delete(id)
      }),
    )
  }
  return forgotten
}

/** Forgets the positions of this device's person that are older than the organisation keeps them. */
export function forgetOldPositions(services: Services): number {
  const workspace = services.local.workspace()
  if (!workspace) return 0
  const at = services.now()
  const author = { userId: workspace.userId, deviceId: services.local.deviceId(), at }
  const { gpsRetentionDays } = organisation(services)
  return forgetPositions(services, author, services.clock.now() - gpsRetentionDays * dayMs)
}
