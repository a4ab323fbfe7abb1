import { encodeUtf8 } from 'lib0/string'
import type {
  Attempt,
  AttemptPosition,
  ChainHead,
  DeviceKey,
  SignedAttempt,
} from '../../contract/evidence.ts'
import { sha256 } from '../../sync/hash-chain.ts'
import { canonicalJson } from './canonical-json.ts'

/** What the first attempt of a device has for the hash of the one before. */
export const chainBegin = '0'.repeat(64)

/** SHA-256 of the attempt's canonical JSON in UTF-8: lower-case hex. */
export function attemptHash(attempt: Attempt): string {
  return hexSha256(canonicalJson(attempt))
}

/** SHA-256 of the salt's hex digits followed by the canonical JSON of latitude and longitude. */
export function positionHash({ lat, lon, salt }: AttemptPosition): string {
  return hexSha256(salt + canonicalJson({ lat, lon }))
}

function hexSha256(text: string): string {
  return Array.from(sha256(encodeUtf8(text)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * What is wrong with the attempts of a chain:
 * - `edited`: the content has another hash, or lies under another id.
 * - `unsigned`: the signature is not that of the chain's key.
 * - `no_key`: no key was told.
 * - `missing`: attempts before this one, from `seq` on, are not there.
 * - `broken`: it does not follow from the one before.
 * - `forked`: two attempts have one place: the device's data was copied.
 * - `truncated`: a head that was told elsewhere is further than the last attempt.
 * - `other_head`: at the place of a head that was told elsewhere there is another attempt.
 * - `position`: the position kept beside it is not the one that was measured.
 */
export const evidenceFaults = [
  'edited',
  'unsigned',
  'no_key',
  'missing',
  'broken',
  'forked',
  'truncated',
  'other_head',
  'position',
] as const
export type EvidenceFault = (typeof evidenceFaults)[number]

export interface EvidenceFinding {
  readonly fault: EvidenceFault
  readonly chainId: string
  readonly seq: number
  /** `null` where the attempt itself is not there. */
  readonly attemptId: string | null
  readonly activityId: string | null
}

export interface ChainEvidence {
  readonly chainId: string
  /** `null` if none was told. */
  readonly key: DeviceKey | null
  /** By the id under which they are kept. */
  readonly attempts: ReadonlyMap<string, SignedAttempt>
  /** Heads that were told elsewhere: by sync or in an export. */
  readonly heads: readonly ChainHead[]
  /** Positions that are still kept, by the attempt's id. */
  readonly positions: ReadonlyMap<string, AttemptPosition>
}

/** Whether `signature` (base64) of the hash (hex) was made by the key (base64). */
export type VerifySignature = (publicKey: string, hash: string, signature: string) => boolean

/**
 * What is wrong with one attempt, whatever its place in the chain; `null` for nothing.
 *
 * @param id under which it is kept
 */
export function attemptFault(
  id: string,
  { attempt, hash, signature }: SignedAttempt,
  key: DeviceKey | null,
  verifySignature: VerifySignature,
): 'edited' | 'no_key' | 'unsigned' | null {
  if (attempt.id !== id || attemptHash(attempt) !== hash) return 'edited'
  if (!key) return 'no_key'
  const isSigned = attempt.userId === key.userId && verifySignature(key.publicKey, hash, signature)
  return isSigned ? null : 'unsigned'
}

/**
 * Reads one chain again (GPS-16): edits, deletions, swaps and copies are found; a cut end
 * only against a head that was told elsewhere. In order of the chain.
 */
export function checkEvidence(
  { chainId, key, attempts, heads, positions }: ChainEvidence,
  verifySignature: VerifySignature,
): EvidenceFinding[] {
  const findings: EvidenceFinding[] = []
  const chain = [...attempts].sort(
    ([idA, a], [idB, b]) => a.attempt.seq - b.attempt.seq || (idA < idB ? -1 : 1),
  )
  const found = (fault: EvidenceFault, seq: number, attempt: Attempt | null): void => {
    const activityId = attempt?.activityId ?? null
    findings.push({ fault, chainId, seq, attemptId: attempt?.id ?? null, activityId })
  }

  let before = { seq: 0, hash: chainBegin }
  for (const [id, signed] of chain) {
    const { attempt, hash } = signed
    const { seq } = attempt
    const own = attemptFault(id, signed, key, verifySignature)
    if (own) found(own, seq, attempt)

    if (seq === before.seq) found('forked', seq, attempt)
    else if (seq > before.seq + 1) found('missing', before.seq + 1, null)
    else if (attempt.previous !== before.hash) found('broken', seq, attempt)

    const position = positions.get(id)
    if (position && positionHash(position) !== attempt.positionHash) found('position', seq, attempt)
    before = { seq, hash }
  }
  for (const head of heads) {
    if (head.seq > before.seq) found('truncated', before.seq + 1, null)
    else {
      const there = chain.filter(([, { attempt }]) => attempt.seq === head.seq)
      if (there.length > 0 && there.every(([, { hash }]) => hash !== head.hash))
        found('other_head', head.seq, null)
    }
  }
  return findings
}
