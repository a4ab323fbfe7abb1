import { AppError } from '../../core/contract/app-error.ts'
import { requireTimeZone } from '../../core/domain/time/zoned.ts'
import type { Joined, JoinRequest } from '../../core/sync/server-api.ts'
import type { Workspace } from './identity.ts'
import type { Account, Invitation } from './identity-tables.ts'
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
  const { tables, now } = workspace
  const hash = hashOf(normaliseInvitationCode(request.code))
  requireFree(workspace, request, hash)
  const password = await hashPassword(request.password)
  const { account, opened } = tables.transaction(() => {
    // Somebody may have been faster meanwhile.
    const invitation = requireFree(workspace, request, hash)
    const joining = accountFor(workspace, request, invitation, password)
    tables.insertAccount(joining)
    tables.useInvitation(hash, now())
    return { account: joining, opened: openDevice(workspace, joining.userId, request.deviceName) }
  })
  await workspace.directory.writeDue()
  return withDocuments(workspace, await sessionOf(workspace, account, opened))
}

function requireFree({ tables, now }: Workspace, { email }: JoinRequest, hash: Buffer): Invitation {
  const invitation = tables.invitation(hash)
  const isGood = invitation && invitation.usedAt === null && now() < invitation.expiresAt
  if (!isGood || (invitation.userId !== null && tables.account(invitation.userId)))
    throw new AppError('E-AUTH-INVITATION', 'the invitation is unknown, used or out of date')
  if (tables.accountByEmail(email))
    throw new AppError('E-AUTH-EMAIL-TAKEN', 'this e-mail has an account')
  return invitation
}

function accountFor(
  workspace: Workspace,
  { email, firstName, lastName, tz, locale, userId }: JoinRequest,
  { roles, territory, userId: invitedId }: Invitation,
  password: string,
): Account {
  const { tables, now, newId, isFounded } = workspace
  const mayChoose = !isFounded() && roles.includes('admin')
  const own = mayChoose && userId !== undefined && !tables.account(userId) ? userId : newId()
  return {
    userId: invitedId ?? own,
    email,
    password,
    active: true,
    roles,
    territory,
    createdAt: now(),
    due: { firstName, lastName, email, tz, locale, active: true, roles: [...roles] },
  }
}
