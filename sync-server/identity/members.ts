import { AppError } from '../../core/contract/app-error.ts'
import { requireTimeZone } from '../../core/domain/time/zoned.ts'
import type { MemberPatch } from '../../core/sync/server-api.ts'
import { announceAccess, type Identity, type Workspace } from './identity.ts'
import type { Access, Account, Device } from './identity-tables.ts'
import type { AccessChange } from '../storage/sql.ts'

/** Everybody with an account, with their devices, as `membersSchema`. */
export async function listMembers({ tables }: Identity) {
  const accounts = await tables.accounts()
  return Promise.all(
    accounts.map(async ({ userId, email, active, roles, territory }) => ({
      userId,
      email,
      active,
      roles,
      territory,
      devices: (await tables.devicesOf(userId)).map(shownDevice),
    })),
  )
}

/** A device as `deviceSchema`. */
export function shownDevice({ id, name, createdAt, lastSeenAt, signedOutAt }: Device) {
  return { id, name, createdAt, lastSeenAt, signedOutAt }
}

/**
 * Changes somebody's access and what the directory says of them.
 *
 * @throws AppError `E-NOT-FOUND`, `E-AUTH-LAST-ADMIN`, `E-TIME-INVALID`
 */
export async function patchMember(
  workspace: Workspace,
  userId: string,
  { territory, ...fields }: MemberPatch,
): Promise<void> {
  if (fields.tz !== undefined) requireTimeZone(fields.tz)
  const { tables, atomically, directory } = workspace
  if (!(await tables.account(userId))) {
    if (!(await directory.has(userId))) throw new AppError('E-NOT-FOUND', 'no such person')
    return directory.write(userId, fields)
  }
  const change = await atomically(async (inside) => {
    const account = (await inside.account(userId))!
    const { active = account.active, roles = account.roles } = fields
    const access = {
      active,
      roles,
      territory: territory === undefined ? account.territory : territory,
    }
    requireAnotherAdmin(await inside.accounts(), account, access)
    await inside.setAccess(userId, access)
    await inside.addDue(userId, fields)
    const kind = kindOfChange(account, access)
    if (kind) await inside.tellAccess({ userId, kind })
    return kind && { userId, kind }
  })
  if (change) announceAccess(workspace, change)
  await directory.writeDue()
}

function kindOfChange(before: Access, after: Access): AccessChange['kind'] | undefined {
  if (before.active && !after.active) return 'revoked'
  return sameRights(before, after) ? undefined : 'roles'
}

const administers = ({ active, roles }: Access): boolean => active && roles.includes('admin')

function requireAnotherAdmin(all: readonly Account[], account: Account, after: Access): void {
  if (!administers(account) || administers(after)) return
  if (!all.some((other) => other.userId !== account.userId && administers(other)))
    throw new AppError('E-AUTH-LAST-ADMIN', 'the workspace would have no administrator')
}

function sameRights(a: Access, b: Access): boolean {
  const rights = ({ roles, territory }: Access): string =>
    JSON.stringify([[...roles].sort(), territory && [...territory].sort()])
  return rights(a) === rights(b)
}
