import { randomBytes } from 'node:crypto'
import {
  type Attempt,
  type AttemptPosition,
  attemptSchema,
  type ChainHead,
} from '../../core/contract/evidence.ts'
import { evidenceDocumentId, positionsDocumentId, subjectOf } from '../../core/crdt/document-id.ts'
import {
  attemptsRoot,
  chainHeadsRoot,
  deviceKeysRoot,
  positionsRoot,
  readAttempt,
  readChainHeads,
} from '../../core/crdt/verification-evidence.ts'
import type { Coordinates } from '../../core/domain/geo/parse-coordinates.ts'
import {
  attemptHash,
  chainBegin,
  positionHash,
} from '../../core/domain/verification/evidence-chain.ts'
import type { Services } from '../app/services.ts'
import type { Author, Edit } from '../documents/document-store.ts'
import type { DeviceKey } from './device-key.ts'

/** What an attempt says, without its place in the chain. */
export type AttemptContent = Omit<
  Attempt,
  'version' | 'id' | 'chainId' | 'seq' | 'previous' | 'deviceId' | 'userId' | 'positionHash'
>

/**
 * Puts an attempt at the end of this device's chain, signed, with its position in a document of its own,
 * and tells the new head. Part of the write of `edit`.
 *
 * @param documentId of the activity
 * @returns the attempt's id
 */
export function writeAttempt(
  services: Services,
  edit: Edit,
  key: DeviceKey,
  documentId: string,
  author: Author,
  content: AttemptContent,
  at: Coordinates | null,
): string {
  const id = services.newId()
  const { chainId, publicKey } = key
  const evidenceId = evidenceDocumentId(author.userId)
  const head = lastOfChain(services, evidenceId, chainId)
  const position: AttemptPosition | null = at && {
    ...{ lat: at.lat, lon: at.lon },
    salt: randomBytes(16).toString('hex'),
  }
  // What could not be read again would break the chain: it is refused before anything is written.
  const attempt: Attempt = attemptSchema.parse({
    ...content,
    ...{ version: 1, id, chainId, seq: (head?.seq ?? 0) + 1, previous: head?.hash ?? chainBegin },
    ...{ deviceId: author.deviceId, userId: author.userId },
    positionHash: position && positionHash(position),
  } satisfies Attempt)
  const hash = attemptHash(attempt)
  edit.document(evidenceId, (doc) => {
    const keys = doc.getMap(deviceKeysRoot)
    if (!keys.has(chainId)) {
      const { userId, deviceId, at: createdAt } = author
      keys.set(chainId, { userId, deviceId, publicKey, createdAt })
    }
    doc.getMap(chainHeadsRoot).set(chainId, { chainId, seq: attempt.seq, hash } satisfies ChainHead)
  })
  if (position)
    edit.document(positionsDocumentId(subjectOf(documentId), author.userId), (doc) => {
      doc.getMap(positionsRoot).set(id, position)
    })
  edit.document(documentId, (doc) => {
    doc.getMap(attemptsRoot).set(id, { attempt, hash, signature: key.sign(hash) })
  })
  return id
}

/** The head that was told; or the last attempt that is here, where that is further. */
function lastOfChain(
  { db, documents }: Services,
  evidenceId: string,
  chainId: string,
): Pick<ChainHead, 'seq' | 'hash'> | undefined {
  const told = documents.read(evidenceId, readChainHeads).get(chainId)
  const last = db.writer
    .prepared(
      `select id, doc_id, seq from verification_attempt
       where chain_id = ? order by seq desc limit 1`,
    )
    .get(chainId) as { id: string; doc_id: string; seq: number } | undefined
  if (!last || last.seq <= (told?.seq ?? 0)) return told
  const stored = documents.read(last.doc_id, (doc) => readAttempt(doc, last.id))
  return stored ? { seq: last.seq, hash: stored.hash } : told
}
