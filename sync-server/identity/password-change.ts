import { dayMs } from '../../core/domain/time/instant.ts'
import { AppError } from '../../core/contract/app-error.ts'
import type {
  Invitation,
  Joined,
  PasswordChange,
  PasswordReset,
} from '../../core/sync/server-api.ts'
import type { AccessChange } from '../storage/sql.ts'
import { announceAccess, type Identity, type Workspace } from './identity.ts'
import type { Account, IdentityTables } from './identity-tables.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { hashOf, newInvitationCode, normaliseInvitationCode } from './secrets.ts'
import { type Authenticated, openDevice, sessionOf } from './sessions.ts'
import { countAttempt, withDocuments } from './sign-in.ts'

const validMs = 7 * dayMs

/**
 * Another password for one's own account. Its other devices have to sign in again, and a code for a
 * new password that nobody used is void: who changes a password may do so because somebody else knows
 * it or has the code.
 *
 * @param from the remote address, for its limit
 * @throws AppError `E-AUTH-TOO-MANY`, `E-AUTH-PASSWORD` when `current` is not the password
 */
export async function changePassword(
  workspace: Workspace,
  { current, next }: PasswordChange,
  { claims, deviceId }: Authenticated,
  from: string,
): Promise<void> {
  const { userId } = claims
  const { tables, atomically } = workspace
  const account = (await tables.account(userId))!
  countAttempt(workspace, account.email, from)
  if (!(await verifyPassword(current, account.password)))
    throw new AppError('E-AUTH-PASSWORD', 'the current password is wrong')
  const password = await hashPassword(next)
  const changes = await atomically(async (inside) => {
    if ((await inside.account(userId))!.password !== account.password)
      throw new AppError('E-AUTH-PASSWORD', 'the password was changed meanwhile')
    await inside.setPassword(userId, password)
    await inside.removeUnusedResets(userId)
    return signOut(workspace, inside, userId, deviceId)
  })
  for (const change of changes) announceAccess(workspace, change)
}

/**
 * A code with which a person sets a new password, once within 7 days; only its hash is kept. One that
 * was made for them before is void.
 *
 * @throws AppError `E-NOT-FOUND` when they have no account
 */
export function createResetCode(
  { atomically, now }: Identity,
  userId: string,
  by: string,
): Promise<Invitation> {
  return atomically(async (inside) => {
    if (!(await inside.account(userId))) throw new AppError('E-NOT-FOUND', 'no such account')
    await inside.removeUnusedResets(userId)
    const code = newInvitationCode()
    const expiresAt = now() + validMs
    const hash = hashOf(normaliseInvitationCode(code))
    await inside.insertReset({ hash, userId, createdAt: now(), expiresAt, createdBy: by })
    return { code, expiresAt }
  })
}

/**
 * A new password and a session on a new device for who has a code, which is used by it. All devices
 * of the account have to sign in again.
 *
 * @param from the remote address, for its limit
 * @throws AppError `E-AUTH-TOO-MANY`, `E-AUTH-RESET-CODE`, `E-AUTH-REVOKED`
 */
export async function resetPassword(
  workspace: Workspace,
  { code, email, password, deviceName }: PasswordReset,
  from: string,
): Promise<Joined> {
  countAttempt(workspace, email, from)
  const { tables, atomically, now } = workspace
  const hash = hashOf(normaliseInvitationCode(code))
  await requireReset(tables, hash, email, now())
  const hashed = await hashPassword(password)
  const { account, opened, changes } = await atomically(async (inside) => {
    // Somebody may have been faster meanwhile.
    const found = await requireReset(inside, hash, email, now())
    const { userId } = found
    await inside.useReset(hash, now())
    await inside.setPassword(userId, hashed)
    const signedOut = await signOut(workspace, inside, userId, null)
    const device = await openDevice(workspace, inside, userId, deviceName)
    return { account: found, opened: device, changes: signedOut }
  })
  for (const change of changes) announceAccess(workspace, change)
  return withDocuments(workspace, await sessionOf(workspace, account, opened))
}

async function requireReset(
  tables: IdentityTables,
  hash: Buffer,
  email: string,
  now: number,
): Promise<Account> {
  const reset = await tables.reset(hash)
  const isGood = reset && reset.usedAt === null && now < reset.expiresAt
  const account = isGood ? await tables.account(reset.userId) : undefined
  if (account?.email !== email)
    throw new AppError('E-AUTH-RESET-CODE', 'the code is unknown, used, out of date or for another')
  if (!account.active) throw new AppError('E-AUTH-REVOKED', 'this account has no access any more')
  return account
}

/** Ends the sessions of all devices of an account but `except`; their owners may sign in again. */
async function signOut(
  { now }: Identity,
  inside: IdentityTables,
  userId: string,
  except: string | null,
): Promise<AccessChange[]> {
  const others = (await inside.devicesOf(userId)).filter(
    ({ id, signedOutAt }) => id !== except && signedOutAt === null,
  )
  const changes = others.map(({ id }) => ({ userId, deviceId: id, kind: 'revoked' as const }))
  for (const { id } of others) await inside.signOutDevice(id, now())
  for (const change of changes) await inside.tellAccess(change)
  return changes
}
