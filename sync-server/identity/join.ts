import { AppError } from '../../core/contract/app-error.ts'
import { requireTimeZone } from '../../core/domain/time/zoned.ts'
import type { Joined, JoinRequest } from '../../core/sync/server-api.ts'
import type { Workspace } from './identity.ts'
import type { Account, IdentityTables, Invitation } from './identity-tables.ts'
import { hashPassword } from './password.ts'
import { hashOf, normaliseInvitationCode } from './secrets.ts'
import { openDevice, sessionOf } from './sessions.ts'
import { countAttempt, withDocuments } from './sign-in.ts'

/**
 * An account, a device and a session for who has an invitation, which is used by it.
 *
 * @param from the remote address, for its limit
 * @throws AppError `E-AUTH-TOO-MANY`, `E-AUTH-INVITATION`, `E-AUTH-EMAIL-TAKEN`, `E-TIME-INVALID`
 */
export async function join(
  workspace: Workspace,
  request: JoinRequest,
  from: string,
): Promise<Joined> {
  countAttempt(workspace, request.email, from)
  requireTimeZone(request.tz)
  const { tables, atomically, now, newId } = workspace
  const hash = hashOf(normaliseInvitationCode(request.code))
  await requireFree(tables, request.email, hash, now())
  const password = await hashPassword(request.password)
  const mayChoose = !(await workspace.isFounded())
  const { account, opened } = await atomically(async (inside) => {
    // Somebody may have been faster meanwhile.
    const invitation = await requireFree(inside, request.email, hash, now())
    const chosen = mayChoose && invitation.roles.includes('admin') ? request.userId : undefined
    const isFree = chosen !== undefined && !(await inside.account(chosen))
    const userId = invitation.userId ?? (isFree ? chosen : newId())
    const joining = accountFor(userId, request, invitation, password, now())
    await inside.insertAccount(joining)
    await inside.useInvitation(hash, now())
    const { deviceName } = request
    return { account: joining, opened: await openDevice(workspace, inside, userId, deviceName) }
  })
  await workspace.directory.writeDue()
  return withDocuments(workspace, await sessionOf(workspace, account, opened))
}

async function requireFree(
  tables: IdentityTables,
  email: string,
  hash: Buffer,
  now: number,
): Promise<Invitation> {
  const invitation = await tables.invitation(hash)
  const isGood = invitation && invitation.usedAt === null && now < invitation.expiresAt
  if (!isGood || (invitation.userId !== null && (await tables.account(invitation.userId))))
    throw new AppError('E-AUTH-INVITATION', 'the invitation is unknown, used or out of date')
  if (await tables.accountByEmail(email))
    throw new AppError('E-AUTH-EMAIL-TAKEN', 'this e-mail has an account')
  return invitation
}

function accountFor(
  userId: string,
  { email, firstName, lastName, tz, locale }: JoinRequest,
  { roles, territory }: Invitation,
  password: string,
  createdAt: number,
): Account {
  const due = { firstName, lastName, email, tz, locale, active: true, roles: [...roles] }
  return { userId, email, password, active: true, roles, territory, createdAt, due }
}
