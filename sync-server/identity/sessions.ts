import { AppError } from '../../core/contract/app-error.ts'
import type { Claims } from '../../core/sync/policy.ts'
import type { Session } from '../../core/sync/server-api.ts'
import { announceAccess, type Identity } from './identity.ts'
import type { Account, RefreshToken } from './identity-tables.ts'
import { hashOf, newRefreshToken } from './secrets.ts'

const accessMinutes = 15
const refreshMs = 30 * 24 * 3_600_000
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
  const { roles, territory } = requireAccess(identity, deviceId, userId)
  const reach = territory === null ? 'everything' : new Set(territory)
  return { claims: { userId, roles, territory: reach }, deviceId, expiresAt }
}

/** A session on a new device. Call inside a transaction; sign the answer with `sessionOf` after it. */
export function openDevice(identity: Identity, userId: string, name: string): OpenedDevice {
  const { tables, newId, now } = identity
  const deviceId = newId()
  tables.insertDevice({ id: deviceId, userId, name, createdAt: now() })
  return { deviceId, refreshToken: issue(identity, deviceId).token }
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
 * copy: its device is revoked. Except within 60 seconds and while nobody has used the successor: then
 * the answer was lost, and a new successor replaces the one that did not arrive. Should that one be
 * used after all, two have it, and the device is revoked.
 *
 * @throws AppError `E-AUTH-SESSION`, `E-AUTH-REVOKED`
 */
export async function refresh(identity: Identity, token: string): Promise<Session> {
  const { tables, now } = identity
  const outcome = tables.transaction(() => {
    const known = tables.refreshToken(hashOf(token))
    if (!known) throw invalid()
    const account = requireAccess(identity, known.deviceId)
    if (known.expiresAt <= now()) throw invalid()
    if (known.spentAt !== null && !answerWasLost(identity, known)) {
      tables.revokeDevice(known.deviceId, now())
      return { account, opened: undefined, deviceId: known.deviceId }
    }
    const next = issue(identity, known.deviceId)
    if (known.successor) tables.spendRefreshToken(known.successor, now(), null)
    tables.spendRefreshToken(known.hash, now(), next.hash)
    tables.sawDevice(known.deviceId, now())
    const opened = { deviceId: known.deviceId, refreshToken: next.token }
    return { account, opened, deviceId: known.deviceId }
  })
  if (outcome.opened) return sessionOf(identity, outcome.account, outcome.opened)
  const { account, deviceId } = outcome
  announceAccess(identity, { userId: account.userId, deviceId, kind: 'revoked' })
  throw new AppError('E-AUTH-REVOKED', 'a refresh token was used twice: the device is revoked')
}

/**
 * Shuts a device out: one's own, or anybody's for an administrator. Once more does nothing.
 *
 * @throws AppError `E-NOT-FOUND`, also where the device is another person's
 */
export function revokeDevice(identity: Identity, deviceId: string, by: Claims): void {
  const { tables, now } = identity
  const device = tables.device(deviceId)
  if (!device || (device.userId !== by.userId && !by.roles.includes('admin')))
    throw new AppError('E-NOT-FOUND', 'no such device')
  if (device.revokedAt !== null) return
  tables.transaction(() => tables.revokeDevice(deviceId, now()))
  announceAccess(identity, { userId: device.userId, deviceId, kind: 'revoked' })
}

function requireAccess({ tables }: Identity, deviceId: string, userId?: string): Account {
  const device = tables.device(deviceId)
  const account = device && tables.account(device.userId)
  if (!account || (userId !== undefined && userId !== account.userId)) throw invalid()
  if (device.revokedAt !== null || !account.active)
    throw new AppError('E-AUTH-REVOKED', 'this device or account has no access any more')
  return account
}

function issue({ tables, now }: Identity, deviceId: string): { token: string; hash: Buffer } {
  const token = newRefreshToken()
  const hash = hashOf(token)
  tables.insertRefreshToken({ hash, deviceId, issuedAt: now(), expiresAt: now() + refreshMs })
  return { token, hash }
}

function answerWasLost({ tables, now }: Identity, { spentAt, successor }: RefreshToken): boolean {
  if (spentAt === null || successor === null || now() - spentAt > lostAnswerMs) return false
  return tables.refreshToken(successor)?.spentAt === null
}

const invalid = (): AppError => new AppError('E-AUTH-SESSION', 'the session is not valid')
