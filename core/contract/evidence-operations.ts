import { z } from 'zod'
import { evidenceFaults } from '../domain/verification/evidence-chain.ts'
import { cursor } from './customers.ts'
import { chainHeadSchema } from './evidence.ts'
import type { Contract } from './operation.ts'
import { bytes, id, instant, locale, nothing, timeZone } from './scalars.ts'
import { shownAttemptSchema } from './verification.ts'

/** What was found when all attempts on this device were read again (GPS-16). */
export const evidenceCheckSchema = z.object({
  chains: z.array(
    z.object({
      chainId: id,
      /** `null` if nobody told its key. */
      userId: id.nullable(),
      deviceId: id.nullable(),
      /** Attempts that are on this device. */
      attempts: z.number().int(),
      /** The last one that was told. */
      head: chainHeadSchema.nullable(),
    }),
  ),
  findings: z.array(
    z.object({
      fault: z.enum(evidenceFaults),
      chainId: id,
      userId: id.nullable(),
      seq: z.number().int(),
      attemptId: id.nullable(),
      activityId: id.nullable(),
    }),
  ),
  /**
   * The person does not see all customers: attempts of colleagues that are not here may be elsewhere,
   * and only what is here was checked.
   */
  isPartial: z.boolean(),
  checkedAt: instant,
})
export type EvidenceCheck = z.infer<typeof evidenceCheckSchema>

/** One attempt of the person's own, with what it was about. */
export const ownAttemptSchema = shownAttemptSchema.extend({
  activityId: id,
  activityTitle: z.string(),
})
export type OwnAttempt = z.infer<typeof ownAttemptSchema>

const file = z.object({ name: z.string(), content: bytes })

export const evidenceContract = {
  /**
   * Reads all chains again, against the heads that sync brought and those of a file that was exported
   * before.
   */
  'evidence.check': {
    kind: 'job',
    input: z.object({ heads: z.array(chainHeadSchema).max(10_000).default([]) }),
    progress: z.object({ done: z.number().int(), total: z.number().int() }),
    output: evidenceCheckSchema,
  },
  /** The heads of all chains, as a JSON file that is kept elsewhere. */
  'evidence.exportHeads': { kind: 'query', input: nothing, output: file },
  /** What is stored about where the person was, the last first (GPS-18). */
  'evidence.mine': {
    kind: 'query',
    input: z.object({
      locale,
      cursor: cursor.nullable().default(null),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      rows: z.array(ownAttemptSchema),
      next: cursor.nullable(),
      total: z.number().int(),
    }),
  },
  /** All of it as a file. */
  'evidence.exportMine': {
    kind: 'query',
    input: z.object({ format: z.enum(['csv', 'json']), locale, tz: timeZone }),
    output: file,
  },
  /** Forgets the person's positions now instead of after the retention; outcomes stay. */
  'evidence.forgetMine': {
    kind: 'command',
    input: nothing,
    output: z.object({ forgotten: z.number().int() }),
  },
} as const satisfies Contract
