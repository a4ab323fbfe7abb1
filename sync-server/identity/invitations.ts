import { dayMs } from '../../core/domain/time/instant.ts'
import type { z } from 'zod'
import { AppError } from '../../core/contract/app-error.ts'
import type { Role } from '../../core/contract/users.ts'
import type { Invitation as Invited, inviteSchema } from '../../core/sync/server-api.ts'
import { serverUserId } from '../../core/sync/log-entry.ts'
import type { Identity, Workspace } from './identity.ts'
import type { IdentityTables } from './identity-tables.ts'
import { hashOf, newInvitationCode, normaliseInvitationCode } from './secrets.ts'

const validMs = 7 * dayMs

/**
 * An invitation for one person, valid for 7 days; only its hash is kept.
 *
 * @throws AppError `E-NOT-FOUND` when `userId` is nobody of the directory, `INVALID_INPUT` when they
 *   have an account
 */
export async function invite(
  workspace: Workspace,
  { roles, territory, userId }: z.infer<typeof inviteSchema>,
  by: string,
): Promise<Invited> {
  if (userId !== null && (await workspace.tables.account(userId)))
    throw new AppError('INVALID_INPUT', 'this person has an account')
  if (userId !== null && !(await workspace.directory.has(userId)))
    throw new AppError('E-NOT-FOUND', 'no such person')
  return mint(workspace.tables, workspace.now(), { roles, territory, userId }, by)
}

/**
 * The operator's invitation for an administrator, while none has joined; the one before is void.
 * `undefined` once somebody with a password administers the workspace.
 */
export function firstInvitation({ atomically, now }: Identity): Promise<Invited | undefined> {
  return atomically(async (tables) => {
    const isManaged = (await tables.accounts()).some(
      ({ active, password, roles }) => active && password !== null && roles.includes('admin'),
    )
    await tables.removeUnusedInvitations(serverUserId)
    if (isManaged) return undefined
    return mint(tables, now(), { roles: ['admin'], territory: null, userId: null }, serverUserId)
  })
}

async function mint(
  tables: IdentityTables,
  now: number,
  grant: { roles: readonly Role[]; territory: readonly string[] | null; userId: string | null },
  createdBy: string,
): Promise<Invited> {
  const code = newInvitationCode()
  const expiresAt = now + validMs
  const hash = hashOf(normaliseInvitationCode(code))
  await tables.insertInvitation({ ...grant, hash, createdAt: now, expiresAt, createdBy })
  return { code, expiresAt }
}
