import { attemptsRoot, readAttempt } from '../../core/crdt/verification-evidence.ts'
import type { Connection } from '../storage/connection.ts'
import { prepareUpsert } from '../storage/upsert.ts'
import type { Projection } from './projection.ts'

/** Attempts to verify activities: whose, when and what came of it; the rest is read from the document. */
export function attemptProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from verification_attempt where id = ?')
  const upsert = prepareUpsert(writer, 'verification_attempt', 'id', [
    'id',
    'doc_id',
    'activity_id',
    'customer_id',
    'chain_id',
    'user_id',
    'seq',
    'at',
    'outcome',
  ])
  return {
    root: attemptsRoot,
    tables: ['verification_attempt'],
    project({ documentId, doc, ids, changes }) {
      for (const id of ids) {
        changes.add('verification_attempt', id)
        const stored = readAttempt(doc, id)
        if (!stored) {
          remove.run(id)
          continue
        }
        const { activityId, customerId, chainId, userId, seq, at, outcome } = stored.attempt
        upsert({
          ...{ id, doc_id: documentId, activity_id: activityId, customer_id: customerId },
          ...{ chain_id: chainId, user_id: userId, seq, at, outcome },
        })
      }
    },
  }
}
