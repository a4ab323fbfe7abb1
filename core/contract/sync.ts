import { z } from 'zod'
import { minPasswordLength } from '../sync/server-api.ts'
import { errorCodes } from './error-codes.ts'
import type { Contract } from './operation.ts'
import { id, instant, locale, nothing, timeZone } from './scalars.ts'
import { roles } from './users.ts'

export const syncStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('alone') }),
  z.object({
    state: z.literal('shared'),
    server: z.string(),
    email: z.string(),
    isAdministrator: z.boolean(),
    /** Whether the operating system's key store keeps the session; otherwise a file of the user. */
    isSecretProtected: z.boolean(),
    /** Whether the server has shut this device out: nothing is shown until somebody signs in again. */
    isLocked: z.boolean(),
    connection: z.enum(['offline', 'connecting', 'receiving', 'live', 'signed-out']),
    /** Why it does not go on by itself; `null` also when simply nothing answers. */
    error: z.object({ code: z.enum(errorCodes), message: z.string() }).nullable(),
    /** Changes of this device that the server does not have yet. */
    pending: z.number().int(),
    /** Changes that were taken out and are kept readable. */
    rejected: z.number().int(),
    /** Places in the server's log, while much is coming in. */
    progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
    lastSyncAt: instant.nullable(),
    /** This machine's clock minus the server's, in ms. */
    clockSkewMs: z.number().int().nullable(),
  }),
])
export type SyncStatus = z.infer<typeof syncStatusSchema>

const server = z.string().trim().min(1).max(300)
const email = z.email().max(254)
export const newPassword = z.string().min(minPasswordLength).max(200)
const code = z.string().trim().min(8).max(64)

export const rejectedChangeSchema = z.object({
  id: z.number().int(),
  /** Which kind of document it was meant for. */
  documentId: z.string(),
  origin: z.enum(['local', 'remote']),
  reason: z.string(),
  userId: z.string(),
  at: instant,
  records: z.array(
    z.object({ root: z.string(), id: z.string(), fields: z.record(z.string(), z.unknown()) }),
  ),
})
export type RejectedChange = z.infer<typeof rejectedChangeSchema>

/** The exchange with the team's server (specification, §15). */
export const syncContract = {
  'sync.watch': { kind: 'stream', input: nothing, output: syncStatusSchema },
  /** Shares a workspace begun alone through an empty server; by its administrator. */
  'sync.share': {
    kind: 'command',
    input: z.object({ server, code, email, password: newPassword }),
    output: nothing,
  },
  /** Joins a shared workspace from an empty folder, with an invitation. */
  'sync.join': {
    kind: 'command',
    input: z.object({
      server,
      code,
      email,
      password: newPassword,
      firstName: z.string().trim().min(1).max(80),
      lastName: z.string().trim().max(80),
      tz: timeZone,
      locale,
    }),
    output: nothing,
  },
  /** Opens one's shared workspace on another device, or again after the session was lost. */
  'sync.signIn': {
    kind: 'command',
    input: z.object({ server, email, password: z.string().max(200) }),
    output: nothing,
  },
  /** As `sync.signIn`, for who has forgotten the password and got a code: sets a new one. */
  'sync.resetPassword': {
    kind: 'command',
    input: z.object({ server, code, email, password: newPassword }),
    output: nothing,
  },
  /**
   * Takes the shared workspace off this device. What the server does not have yet is lost by that:
   * refused with `E-SRV-PENDING` unless it is said to be.
   */
  'sync.leave': {
    kind: 'command',
    input: z.object({ losePending: z.boolean() }),
    output: nothing,
  },
  'sync.retry': { kind: 'command', input: nothing, output: nothing },
  /** A code with which one person may join, within seven days. */
  'sync.invite': {
    kind: 'command',
    input: z.object({
      roles: z.array(z.enum(roles)).min(1),
      /** Somebody who is in the directory already. */
      userId: id.nullable().default(null),
    }),
    output: z.object({ code: z.string(), expiresAt: instant }),
  },
  'sync.rejected': { kind: 'query', input: nothing, output: z.array(rejectedChangeSchema) },
  'sync.forgetRejected': {
    kind: 'command',
    input: z.object({ id: z.number().int() }),
    output: nothing,
  },
} as const satisfies Contract
