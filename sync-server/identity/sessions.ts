import { dayMs } from '../../core/domain/time/instant.ts'
import { AppError } from '../../core/contract/app-error.ts'
import type { Claims } from '../../core/sync/policy.ts'
import type { Session } from '../../core/sync/server-api.ts'
import { announceAccess, type Identity } from './identity.ts'
import type { Account, IdentityTables, RefreshToken } from './identity-tables.ts'
import { hashOf, newRefreshToken } from './secrets.ts'

const accessMinutes = 15
const refreshMs = 30 * dayMs
/** How long a client may ask again with a token it has spent, when the answer was lost. */
const lostAnswerMs = 60_000

export interface Authenticated {
  readonly claims: Claims
  readonly deviceId: string
  /** End of the access token, UTC milliseconds. */
  readonly expiresAt: number
}

/**
 * Who a token speaks for, by the database of this moment.
 *
 * @throws AppError `E-AUTH-SESSION` for a token that is not valid, `E-AUTH-REVOKED` when its device
 *   or account is shut out
 */
export async function authenticate(identity: Identity, token: string): Promise<Authenticated> {
  const { userId, deviceId, expiresAt } = await identity.signer.verify(token)
  const { roles, territory } = await requireAccess(identity.tables, deviceId, userId)
  const reach = territory === null ? 'everything' : new Set(territory)
  return { claims: { userId, roles, territory: reach }, deviceId, expiresAt }
}

/**
 * A session on a new device, in the transaction of `inside`; sign the answer with `sessionOf` after it.
 */
export async function openDevice(
  { newId, now }: Identity,
  inside: IdentityTables,
  userId: string,
  name: string,
): Promise<OpenedDevice> {
  const deviceId = newId()
  await inside.insertDevice({ id: deviceId, userId, name, createdAt: now() })
  return { deviceId, refreshToken: (await issue(inside, deviceId, now())).token }
}

export interface OpenedDevice {
  readonly deviceId: string
  readonly refreshToken: string
}

/** What a client gets to know of its session, with a fresh access token. */
export async function sessionOf(
  { signer, workspaceId }: Identity,
  { userId, roles, territory }: Account,
  { deviceId, refreshToken }: OpenedDevice,
): Promise<Session> {
  const signed = await signer.sign({ userId, deviceId }, accessMinutes)
  const reach = territory === null ? null : [...territory]
  return {
    workspaceId,
    userId,
    deviceId,
    roles: [...roles],
    territory: reach,
    ...signed,
    refreshToken,
  }
}

/**
 * The next session for a refresh token, which is spent by it. A spent token that comes back is a
 * copy, as when a data folder was copied: its device is signed out, wherever it is. Except within 60 seconds and while nobody has used the successor: then
 * the answer was lost, and a new successor replaces the one that did not arrive. Should that one be
 * used after all, two have it, and the device is signed out.
 *
 * @throws AppError `E-AUTH-SESSION`, `E-AUTH-COPIED`, `E-AUTH-REVOKED`
 */
export async function refresh(identity: Identity, token: string): Promise<Session> {
  const { atomically, now } = identity
  const outcome = await atomically(async (inside) => {
    const known = await inside.refreshToken(hashOf(token))
    if (!known) throw invalid()
    const { deviceId } = known
    const account = await requireAccess(inside, deviceId)
    if (known.expiresAt <= now()) throw invalid()
    if (known.spentAt !== null && !(await answerWasLost(inside, known, now()))) {
      await inside.signOutDevice(deviceId, now())
      await inside.tellAccess({ userId: account.userId, deviceId, kind: 'revoked' })
      return { account, opened: undefined, deviceId }
    }
    const next = await issue(inside, deviceId, now())
    if (known.successor) await inside.spendRefreshToken(known.successor, now(), null)
    await inside.spendRefreshToken(known.hash, now(), next.hash)
    await inside.sawDevice(deviceId, now())
    return { account, opened: { deviceId, refreshToken: next.token }, deviceId }
  })
  if (outcome.opened) return sessionOf(identity, outcome.account, outcome.opened)
  const { account, deviceId } = outcome
  announceAccess(identity, { userId: account.userId, deviceId, kind: 'revoked' })
  throw new AppError('E-AUTH-COPIED', 'a refresh token was used twice: the device is signed out')
}

/**
 * Shuts a device out: one's own, or anybody's for an administrator. Once more does nothing.
 *
 * @throws AppError `E-NOT-FOUND`, also where the device is another person's
 */
export async function revokeDevice(
  identity: Identity,
  deviceId: string,
  by: Claims,
): Promise<void> {
  const { tables, atomically, now } = identity
  const device = await tables.device(deviceId)
  if (!device || (device.userId !== by.userId && !by.roles.includes('admin')))
    throw new AppError('E-NOT-FOUND', 'no such device')
  if (device.revokedAt !== null) return
  await atomically((inside) => revoke(inside, device.userId, deviceId, now()))
  announceAccess(identity, { userId: device.userId, deviceId, kind: 'revoked' })
}

async function revoke(
  inside: IdentityTables,
  userId: string,
  deviceId: string,
  at: number,
): Promise<void> {
  await inside.revokeDevice(deviceId, at)
  await inside.tellAccess({ userId, deviceId, kind: 'revoked' })
}

async function requireAccess(
  tables: IdentityTables,
  deviceId: string,
  userId?: string,
): Promise<Account> {
  const device = await tables.device(deviceId)
  const account = device && (await tables.account(device.userId))
  if (!account || (userId !== undefined && userId !== account.userId)) throw invalid()
  if (device.revokedAt !== null || !account.active)
    throw new AppError('E-AUTH-REVOKED', 'this device or account has no access any more')
  if (device.signedOutAt !== null) throw invalid()
  return account
}

async function issue(
  inside: IdentityTables,
  deviceId: string,
  issuedAt: number,
): Promise<{ token: string; hash: Buffer }> {
  const token = newRefreshToken()
  const hash = hashOf(token)
  await inside.insertRefreshToken({ hash, deviceId, issuedAt, expiresAt: issuedAt + refreshMs })
  return { token, hash }
}

async function answerWasLost(
  inside: IdentityTables,
  { spentAt, successor }: RefreshToken,
  now: number,
): Promise<boolean> {
  if (spentAt === null || successor === null || now - spentAt > lostAnswerMs) return false
  return (await inside.refreshToken(successor))?.spentAt === null
}

const invalid = (): AppError => new AppError('E-AUTH-SESSION', 'the session is not valid')
