import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Attempt, AttemptPosition, SignedAttempt } from '../../contract/evidence.ts'
import {
  attemptHash,
  chainBegin,
  checkEvidence,
  type ChainEvidence,
  positionHash,
} from './evidence-chain.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const rawKey = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('base64')
const key = { userId: 'camille', deviceId: 'laptop', publicKey: rawKey, createdAt: 0 }

function verifySignature(ofKey: string, hash: string, signature: string): boolean {
  const x = Buffer.from(ofKey, 'base64').toString('base64url')
  const made = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
  return verify(null, Buffer.from(hash, 'hex'), made, Buffer.from(signature, 'base64'))
}

const signed = (attempt: Attempt, with_ = privateKey): SignedAttempt => {
  const hash = attemptHash(attempt)
  const signature = sign(null, Buffer.from(hash, 'hex'), with_).toString('base64')
  return { attempt, hash, signature }
}

const position = (seq: number): AttemptPosition => ({
  ...{ lat: 45.764, lon: 4.8357 },
  salt: seq.toString(16).padStart(32, '0'),
})

function attempt(seq: number, previous: string, changes: Partial<Attempt> = {}): Attempt {
  return {
    ...{
      version: 1,
      id: `attempt-${seq}`,
      seq,
      previous,
      chainId: 'chain',
      deviceId: 'laptop',
      userId: 'camille',
    },
    ...{ activityId: `visit-${seq}`, customerId: 'garage', at: seq * 1000, rawAt: seq * 1000 },
    ...{ clock: 'gnss', isClockDoubtful: false, provider: 'serial', quality: 'gnss' },
    ...{ accuracyM: 8, fixAgeMs: 400, satellites: 9, hdop: 0.9, samples: 5 },
    ...{ positionHash: positionHash(position(seq)), target: { lat: 45.7641, lon: 4.8358 } },
    ...{ radiusM: 200, distanceM: 13.4, window: { from: 0, to: 90_000 } },
    ...{ outcome: 'verified', reason: 'ok', note: null, recalculates: null },
    ...changes,
  }
}

/** Five attempts, one after the other, with the positions of all. */
function evidence(): ChainEvidence & { attempts: Map<string, SignedAttempt> } {
  const attempts = new Map<string, SignedAttempt>()
  let previous = chainBegin
  for (const seq of [1, 2, 3, 4, 5]) {
    const one = signed(attempt(seq, previous))
    attempts.set(one.attempt.id, one)
    previous = one.hash
  }
  const positions = new Map([1, 2, 3, 4, 5].map((seq) => [`attempt-${seq}`, position(seq)]))
  return { chainId: 'chain', key, attempts, positions, heads: [] }
}

/** What is found, as `fault seq`. */
const faults = (of: ChainEvidence): string[] =>
  checkEvidence(of, verifySignature).map(({ fault, seq }) => `${fault} ${seq}`)

test('GPS-16 an untouched chain has no faults', () => {
  expect(faults(evidence())).toEqual([])
})

describe('GPS-16 what is done to an attempt is found', () => {
  const edited = (change: (one: SignedAttempt) => SignedAttempt): string[] => {
    const of = evidence()
    of.attempts.set('attempt-3', change(of.attempts.get('attempt-3')!))
    return faults(of)
  }

  test('its outcome is edited', () => {
    const outcome = 'out_of_range' as const
    expect(edited((one) => ({ ...one, attempt: { ...one.attempt, outcome } }))).toEqual([
      'edited 3',
    ])
  })

  test('it is edited and hashed anew', () => {
    const change = (one: SignedAttempt): SignedAttempt => {
      const changed = { ...one.attempt, at: one.attempt.at - 1 }
      return { ...one, attempt: changed, hash: attemptHash(changed) }
    }
    expect(edited(change)).toEqual(['unsigned 3', 'broken 4'])
  })

  test('it is edited, hashed and signed anew with another key', () => {
    const other = generateKeyPairSync('ed25519').privateKey
    expect(edited(({ attempt: made }) => signed({ ...made, distanceM: 1 }, other))).toEqual([
      'unsigned 3',
      'broken 4',
    ])
  })

  test('it is edited and signed anew on the device itself', () => {
    expect(edited(({ attempt: made }) => signed({ ...made, distanceM: 1 }))).toEqual(['broken 4'])
  })

  test('it is given to another person', () => {
    expect(edited(({ attempt: made }) => signed({ ...made, userId: 'marc' }))).toContain(
      'unsigned 3',
    )
  })

  test('two are swapped', () => {
    const of = evidence()
    const [second, third] = [of.attempts.get('attempt-2')!, of.attempts.get('attempt-3')!]
    of.attempts.set('attempt-2', third).set('attempt-3', second)
    expect(faults(of)).toEqual(['edited 2', 'position 2', 'edited 3', 'position 3'])
  })

  test('one in the middle is deleted', () => {
    const of = evidence()
    of.attempts.delete('attempt-3')
    expect(faults(of)).toEqual(['missing 3'])
  })

  test('the first is deleted', () => {
    const of = evidence()
    of.attempts.delete('attempt-1')
    expect(faults(of)).toEqual(['missing 1'])
  })

  test('a second one is put at the place of another', () => {
    const of = evidence()
    const { hash } = of.attempts.get('attempt-2')!
    const copy = signed(attempt(3, hash, { id: 'attempt-3b', positionHash: null }))
    of.attempts.set('attempt-3b', copy)
    expect(faults(of)).toEqual(['forked 3', 'broken 4'])
  })

  test('its position is moved', () => {
    const of = evidence()
    const positions = new Map(of.positions).set('attempt-2', { ...position(2), lat: 45.7 })
    expect(faults({ ...of, positions })).toEqual(['position 2'])
  })
})

describe('GPS-16 a cut end is found against a head that was told elsewhere', () => {
  const cut = (heads: ChainEvidence['heads']): string[] => {
    const of = evidence()
    of.attempts.delete('attempt-5')
    of.attempts.delete('attempt-4')
    return faults({ ...of, heads })
  }
  const head = (seq: number) => {
    const { hash } = evidence().attempts.get(`attempt-${seq}`)!
    return { chainId: 'chain', seq, hash }
  }

  test('not without one', () => {
    expect(cut([])).toEqual([])
  })
  test('not against one from before the cut', () => {
    expect(cut([head(3)])).toEqual([])
  })
  test('against one from behind it', () => {
    expect(cut([head(3), head(4)])).toEqual(['truncated 4'])
  })
  test('when all attempts are gone', () => {
    expect(faults({ ...evidence(), attempts: new Map(), heads: [head(2)] })).toEqual([
      'truncated 1',
    ])
  })
  test('when others were made instead', () => {
    const heads = [{ ...head(4), hash: attemptHash(attempt(4, chainBegin)) }]
    expect(faults({ ...evidence(), heads })).toEqual(['other_head 4'])
  })
})

test('GPS-16 attempts of a chain without a key prove nothing', () => {
  expect(faults({ ...evidence(), key: null })).toEqual(
    [1, 2, 3, 4, 5].map((seq) => `no_key ${seq}`),
  )
})

test('GPS-18 a chain stays whole when its positions are forgotten', () => {
  expect(faults({ ...evidence(), positions: new Map() })).toEqual([])
})

test('GPS-18 without the salt nobody can try out places', () => {
  expect(positionHash(position(1))).not.toBe(positionHash(position(2)))
})
