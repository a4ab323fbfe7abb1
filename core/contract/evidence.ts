import { z } from 'zod'
import { fixQualities, positionProviders } from '../domain/position/fix.ts'
import { verificationOutcomes, verificationReasons } from '../domain/verification/outcomes.ts'
import { id, instant } from './scalars.ts'

/** Lower-case SHA-256. */
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)
const metres = z.number().min(0).max(21_000_000)

/**
 * One attempt to verify an activity, as it is hashed, signed and never changed (GPS-08, GPS-16). The
 * position itself is not in it, only its salted hash, so that it can be forgotten (GPS-18).
 */
export const attemptSchema = z.object({
  version: z.literal(1),
  id,
  /** The chain of the key that signs: a device has one, and a new one with a new key. */
  chainId: id,
  /** Place in the chain, from 1. */
  seq: z.number().int().min(1),
  /** Hash of the attempt before; 64 zeros before the first. */
  previous: sha256Hex,
  deviceId: id,
  userId: id,
  activityId: id,
  /** The customer or branch that the activity was at. */
  customerId: id,
  /** When the position was measured, or the attempt failed: UTC milliseconds. */
  at: instant,
  /** The same by this device's clock. */
  rawAt: instant,
  /** Whose time `at` is: the satellites', or the device's clock as the team's server corrects it. */
  clock: z.enum(['gnss', 'device']),
  isClockDoubtful: z.boolean(),
  provider: z.enum(positionProviders).nullable(),
  quality: z.enum(fixQualities).nullable(),
  /** 95 %, as it was counted with. */
  accuracyM: metres.nullable(),
  fixAgeMs: z.number().int().min(0).nullable(),
  satellites: z.number().int().nullable(),
  hdop: z.number().nullable(),
  /** Measurements that the position was averaged from. */
  samples: z.number().int().nullable(),
  /** SHA-256 of the salt and the position; `null` without a position. */
  positionHash: sha256Hex.nullable(),
  /** The customer's coordinates at that moment. */
  target: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  radiusM: z.number().int(),
  distanceM: metres.nullable(),
  window: z.object({ from: instant, to: instant }).nullable(),
  outcome: z.enum(verificationOutcomes),
  reason: z.enum(verificationReasons),
  /** What whoever attests says of it. */
  note: z.string().max(500).nullable(),
  /** The attempt whose position a manager judged again (GPS-08). */
  recalculates: id.nullable(),
})
export type Attempt = z.infer<typeof attemptSchema>

/** An attempt with what proves that it is the one that was made. */
export const signedAttemptSchema = z.object({
  attempt: attemptSchema,
  /** SHA-256 of the attempt's canonical JSON. */
  hash: sha256Hex,
  /** Ed25519 over the 32 bytes of the hash, base64. */
  signature: z.string().max(100),
})
export type SignedAttempt = z.infer<typeof signedAttemptSchema>

/** Where an attempt was made: kept apart, and forgotten after the retention. */
export const attemptPositionSchema = z.object({
  lat: z.number(),
  lon: z.number(),
  /** 16 random bytes, hex: without it the hash could be guessed place by place. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
})
export type AttemptPosition = z.infer<typeof attemptPositionSchema>

/** The key of a chain, written once, with whose device it is on. */
export const deviceKeySchema = z.object({
  userId: id,
  deviceId: id,
  /** Raw Ed25519 public key, base64. */
  publicKey: z.string().max(100),
  createdAt: instant,
})
export type DeviceKey = z.infer<typeof deviceKeySchema>

/** How far a chain reached when it was last told elsewhere. */
export const chainHeadSchema = z.object({
  chainId: id,
  seq: z.number().int().min(1),
  hash: sha256Hex,
})
export type ChainHead = z.infer<typeof chainHeadSchema>
