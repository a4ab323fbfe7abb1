import { setImmediate as nextTurn } from 'node:timers/promises'
import type {
  AttemptPosition,
  ChainHead,
  DeviceKey,
  SignedAttempt,
} from '../../core/contract/evidence.ts'
import type { EvidenceCheck } from '../../core/contract/evidence-operations.ts'
import { documentKind } from '../../core/crdt/document-id.ts'
import {
  readAttempts,
  readChainHeads,
  readDeviceKeys,
  readPositions,
} from '../../core/crdt/verification-evidence.ts'
import { type ChainEvidence, checkEvidence } from '../../core/domain/verification/evidence-chain.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import type { JobControl } from '../../core/rpc/handlers.ts'
import type { Services } from '../app/services.ts'
import { isSignedBy } from './device-key.ts'

interface Chain extends ChainEvidence {
  readonly attempts: Map<string, SignedAttempt>
  readonly positions: Map<string, AttemptPosition>
  readonly heads: ChainHead[]
  key: DeviceKey | null
  head: ChainHead | null
}

/**
 * Reads all chains on this device again (GPS-16): the attempts of all documents, with the keys and heads
 * that people told by sync, and `heads` that were exported before.
 *
 * @throws AppError `CANCELLED`
 */
export async function checkChains(
  services: Services,
  person: Person,
  heads: readonly ChainHead[],
  { progress, signal }: JobControl<{ done: number; total: number }>,
): Promise<EvidenceCheck> {
  const chains = new Map<string, Chain>()
  const chainOf = (chainId: string): Chain => {
    const chain = chains.get(chainId) ?? {
      ...{ chainId, key: null, head: null, heads: [] },
      ...{ attempts: new Map(), positions: new Map() },
    }
    chains.set(chainId, chain)
    return chain
  }
  const positions = new Map<string, AttemptPosition>()
  const ids = documentsWithEvidence(services)
  for (const [done, id] of ids.entries()) {
    if (done % documentsAtOnce === 0) {
      progress({ done, total: ids.length })
      await nextTurn()
      signal.throwIfAborted()
    }
    services.documents.read(id, (doc) => {
      for (const [attemptId, stored] of readAttempts(doc))
        chainOf(stored.attempt.chainId).attempts.set(attemptId, stored)
      for (const [attemptId, position] of readPositions(doc)) positions.set(attemptId, position)
      for (const [chainId, key] of readDeviceKeys(doc)) chainOf(chainId).key = key
      for (const [chainId, head] of readChainHeads(doc)) {
        chainOf(chainId).head = head
        chainOf(chainId).heads.push(head)
      }
    })
  }
  for (const head of heads) chainOf(head.chainId).heads.push(head)
  for (const { attempts, positions: own } of chains.values())
    for (const attemptId of attempts.keys()) {
      const position = positions.get(attemptId)
      if (position) own.set(attemptId, position)
    }
  progress({ done: ids.length, total: ids.length })

  const isPartial = !seesEveryCustomer(services, person)
  const findings = [...chains.values()].flatMap((chain) => {
    const userId = chain.key?.userId ?? null
    const isElsewhere = (fault: string): boolean =>
      isPartial && userId !== person.userId && absences.includes(fault)
    return checkEvidence(chain, isSignedBy)
      .filter(({ fault }) => !isElsewhere(fault))
      .map((finding) => ({ ...finding, userId }))
  })
  return {
    chains: [...chains.values()].map(({ chainId, key, attempts, head }) => ({
      ...{ chainId, userId: key?.userId ?? null, deviceId: key?.deviceId ?? null },
      ...{ attempts: attempts.size, head },
    })),
    findings,
    isPartial,
    checkedAt: services.now(),
  }
}

const documentsAtOnce = 20
/** What is no fault where attempts may lie in documents that the person may not see. */
const absences: readonly string[] = ['missing', 'truncated']

function documentsWithEvidence({ db, documents }: Services): string[] {
  const withAttempts = db.reader
    .prepared('select distinct doc_id from verification_attempt')
    .pluck()
    .all() as string[]
  const kinds: readonly unknown[] = ['positions', 'evidence']
  return [...withAttempts, ...documents.ids().filter((id) => kinds.includes(documentKind(id)))]
}

/** The back office and administrators do, and everybody without a territory. */
function seesEveryCustomer({ session }: Services, { roles, isAlone }: Person): boolean {
  const territory = session.shared()?.territory
  return (
    isAlone ||
    territory === null ||
    roles.some((role) => role === 'back_office' || role === 'admin')
  )
}
