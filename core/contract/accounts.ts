import { z } from 'zod'
import type { Contract } from './operation.ts'
import { id, instant, nothing } from './scalars.ts'
import { newPassword } from './sync.ts'

export const deviceSchema = z.object({
  id,
  /** The computer's own name. */
  name: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  /** Since when it has to sign in, which makes another device of it; it keeps what it holds till then. */
  signedOutAt: instant.nullable(),
  /** Whether it is the one that asks. */
  isThis: z.boolean(),
})
export type Device = z.infer<typeof deviceSchema>

/** Accounts at the team's server; each operation asks it, and nothing of them is kept here. */
export const accountsContract = {
  /** One's own. The other devices of the account have to sign in again. */
  'accounts.changePassword': {
    kind: 'command',
    input: z.object({ current: z.string().max(200), next: newPassword }),
    output: nothing,
  },
  /** A code with which somebody sets a new password, once within seven days; by an administrator. */
  'accounts.createResetCode': {
    kind: 'command',
    input: z.object({ userId: id }),
    output: z.object({ code: z.string(), expiresAt: instant }),
  },
  /** The devices that are not shut out: one's own, or anybody's for an administrator. */
  'accounts.devices': {
    kind: 'query',
    input: z.object({ userId: id }),
    output: z.object({ hasAccount: z.boolean(), devices: z.array(deviceSchema) }),
  },
  /** Shuts a device out, for instance one that was lost: one's own, or anybody's for an administrator. */
  'accounts.revokeDevice': {
    kind: 'command',
    input: z.object({ deviceId: id }),
    output: nothing,
  },
} as const satisfies Contract
