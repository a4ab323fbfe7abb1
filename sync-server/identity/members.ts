import { AppError } from '../../core/contract/app-error.ts'
import { requireTimeZone } from '../../core/domain/time/zoned.ts'
import type { MemberPatch } from '../../core/sync/server-api.ts'
import { announceAccess, type Identity, type Workspace } from './identity.ts'
import type { Access, Account, Device } from './identity-tables.ts'

/** Everybody with an account, with the devices they use, as `membersSchema`. */
export function listMembers({ tables }: Identity) {
  return tables.accounts().map(({ userId, email, active, roles, territory }) => ({
    userId,
    email,
    active,
    roles,
    territory,
    devices: tables.devicesOf(userId).map(shownDevice),
  }))
}

/** A device as `deviceSchema`. */
export function shownDevice({ id, name, createdAt, lastSeenAt }: Device) {
  return { id, name, createdAt, lastSeenAt }
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
  const { tables, directory } = workspace
  if (!tables.account(userId)) {
    if (!(await directory.has(userId))) throw new AppError('E-NOT-FOUND', 'no such person')
    return directory.write(userId, fields)
  }
  const { before, after } = tables.transaction(() => {
    const account = tables.account(userId)!
    const { active = account.active, roles = account.roles } = fields
    const access = {
      active,
      roles,
      territory: territory === undefined ? account.territory : territory,
    }
    requireAnotherAdmin(tables.accounts(), account, access)
    tables.setAccess(userId, access)
    tables.addDue(userId, fields)
    return { before: account, after: access }
  })
  if (before.active && !after.active) announceAccess(workspace, { userId, kind: 'revoked' })
  else if (!sameRights(before, after)) announceAccess(workspace, { userId, kind: 'roles' })
  await directory.writeDue()
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
