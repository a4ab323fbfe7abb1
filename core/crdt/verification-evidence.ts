import type * as Y from 'yjs'
import {
  type AttemptPosition,
  attemptPositionSchema,
  type ChainHead,
  chainHeadSchema,
  type DeviceKey,
  deviceKeySchema,
  type SignedAttempt,
  signedAttemptSchema,
} from '../contract/evidence.ts'
import { json, type Reader } from './coerce.ts'

/** In a document of activities: attempts to verify them, plain values by id, written once. */
export const attemptsRoot = 'verifications'
/** In a document of positions: where attempts were made, by the attempt's id, until they are forgotten. */
export const positionsRoot = 'positions'
/** In a person's document of evidence: the keys of their chains, by the chain's id, written once. */
export const deviceKeysRoot = 'deviceKeys'
/** In the same: the last attempt of each of their chains, by the chain's id. */
export const chainHeadsRoot = 'chainHeads'

const attempt = json(signedAttemptSchema)
const position = json(attemptPositionSchema)
const deviceKey = json(deviceKeySchema)
const chainHead = json(chainHeadSchema)

/** `null` where there is none, or one of a newer version. */
export function readAttempt(doc: Y.Doc, id: string): SignedAttempt | null {
  return attempt(doc.getMap(attemptsRoot).get(id))
}

/** All attempts of a document of activities that this version understands, by the id they lie under. */
export function readAttempts(doc: Y.Doc): Map<string, SignedAttempt> {
  return readAll(doc, attemptsRoot, attempt)
}

/** Where the attempts of one person at one main customer were made, by the attempt's id. */
export function readPositions(doc: Y.Doc): Map<string, AttemptPosition> {
  return readAll(doc, positionsRoot, position)
}

/** The keys of a person's chains, by the chain's id. */
export function readDeviceKeys(doc: Y.Doc): Map<string, DeviceKey> {
  return readAll(doc, deviceKeysRoot, deviceKey)
}

/** The last attempt of each chain of a person, by the chain's id. */
export function readChainHeads(doc: Y.Doc): Map<string, ChainHead> {
  return readAll(doc, chainHeadsRoot, chainHead)
}

function readAll<T>(doc: Y.Doc, root: string, read: Reader<T | null>): Map<string, T> {
  return new Map(
    [...doc.getMap(root)].flatMap(([id, stored]) => {
      const value = read(stored)
      return value === null ? [] : [[id, value]]
    }),
  )
}
