import { existsSync, mkdirSync } from 'node:fs'
import { v7 } from 'uuid'
import { AppError } from '../../core/contract/app-error.ts'
import { type Role, roles } from '../../core/contract/users.ts'
import { connectWriter } from '../../sqlite/connect.ts'
import { createIdentity } from '../identity/identity.ts'
import type { IdentityTables } from '../identity/identity-tables.ts'
import { databaseFile } from '../storage/server-database.ts'
import { workspaceIdOf } from '../storage/server-state.ts'
import { SqliteSql } from '../storage/sqlite-sql.ts'
import { openStorage } from '../storage/open-storage.ts'
import type { Storage } from '../storage/storage.ts'
import { Turns } from '../storage/turns.ts'

const deviceName = 'token'

export interface TokenOptions {
  readonly dataDir: string
  /** `postgres://…` where the accounts are there. */
  readonly storeUrl: string | undefined
  readonly email: string
  /** One of the five, or `member` for a rep; for an account that is made. */
  readonly role: string | undefined
  readonly minutes: number
}

/**
 * An access token for an e-mail, whose account and device are made if they are not there. Works
 * beside a running server: both databases let two processes write the identity tables in turn, and
 * the server writes the directory's record when the token is first used or at its next start.
 *
 * @throws AppError `INVALID_INPUT`, `E-AUTH-REVOKED`, codes of the storage
 */
export async function mintToken(options: TokenOptions): Promise<string> {
  const { sql, close } = await open(options)
  try {
    const workspaceId = await workspaceIdOf(sql, v7)
    const identity = await createIdentity({ sql, workspaceId, now: Date.now, newId: v7 })
    const subject = await identity.atomically((inside) => subjectFor(inside, options))
    return (await identity.signer.sign(subject, options.minutes)).accessToken
  } finally {
    await close()
  }
}

async function open({ dataDir, storeUrl }: TokenOptions): Promise<Pick<Storage, 'sql' | 'close'>> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    return await openStorage({ dataDir, storeUrl, now: Date.now, newId: v7 })
  } catch (error) {
    const isRunning = error instanceof AppError && error.code === 'E-DB-LOCKED'
    if (!isRunning || storeUrl !== undefined || !existsSync(databaseFile(dataDir))) throw error
    const database = connectWriter(databaseFile(dataDir))
    const close = (): Promise<void> => Promise.resolve(void database.close())
    return { sql: new SqliteSql(database, new Turns()), close }
  }
}

async function subjectFor(tables: IdentityTables, { email: typed, role }: TokenOptions) {
  const email = typed.toLowerCase()
  const now = Date.now()
  const userId = (await tables.accountByEmail(email))?.userId ?? v7()
  if (!(await tables.account(userId))) {
    const held = [roleOf(role ?? 'member')]
    const due = { firstName: email.split('@')[0]!.slice(0, 80), email, active: true, roles: held }
    const access = { active: true, roles: held, territory: null }
    await tables.insertAccount({ userId, email, password: null, ...access, createdAt: now, due })
  }
  const account = (await tables.account(userId))!
  if (!account.active) throw new AppError('E-AUTH-REVOKED', `${email} has no access any more`)
  if (role !== undefined && !account.roles.includes(roleOf(role)))
    throw new AppError('INVALID_INPUT', `${email} has other roles: ${account.roles.join(', ')}`)
  const known = (await tables.devicesOf(userId)).find(
    ({ name, signedOutAt }) => name === deviceName && signedOutAt === null,
  )
  const deviceId = known?.id ?? v7()
  if (!known) await tables.insertDevice({ id: deviceId, userId, name: deviceName, createdAt: now })
  return { userId, deviceId }
}

function roleOf(name: string): Role {
  const role = name === 'member' ? 'rep' : roles.find((each) => each === name)
  if (!role) throw new AppError('INVALID_INPUT', `a role is member or one of ${roles.join(', ')}`)
  return role
}
