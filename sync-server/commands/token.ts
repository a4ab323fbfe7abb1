import { existsSync, mkdirSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { v7 } from 'uuid'
import { AppError } from '../../core/contract/app-error.ts'
import { type Role, roles } from '../../core/contract/users.ts'
import { connectWriter } from '../../sqlite/connect.ts'
import { createIdentity, type Identity } from '../identity/identity.ts'
import { databaseFile, openServerDatabase } from '../storage/server-database.ts'
import { workspaceIdOf } from '../storage/server-state.ts'

const deviceName = 'token'

export interface TokenOptions {
  readonly dataDir: string
  readonly email: string
  /** One of the five, or `member` for a rep; for an account that is made. */
  readonly role: string | undefined
  readonly minutes: number
}

/**
 * An access token for an e-mail, whose account and device are made if they are not there. Works
 * beside a running server: SQLite lets two processes write the identity tables in turn, and the
 * server writes the directory's record when the token is first used or at its next start.
 *
 * @throws AppError `INVALID_INPUT`, `E-AUTH-REVOKED`, codes of the storage
 */
export async function mintToken(options: TokenOptions): Promise<string> {
  const { database, close } = await open(options.dataDir)
  try {
    const workspaceId = workspaceIdOf(database, v7)
    const identity = createIdentity({ database, workspaceId, now: Date.now, newId: v7 })
    const subject = identity.tables.transaction(() => subjectFor(identity, options))
    return (await identity.signer.sign(subject, options.minutes)).accessToken
  } finally {
    close()
  }
}

async function open(dataDir: string): Promise<{ database: Database; close: () => void }> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    const { connection, close } = await openServerDatabase({ dataDir, now: Date.now })
    return { database: connection, close }
  } catch (error) {
    const isRunning = error instanceof AppError && error.code === 'E-DB-LOCKED'
    if (!isRunning || !existsSync(databaseFile(dataDir))) throw error
    const database = connectWriter(databaseFile(dataDir))
    return { database, close: () => database.close() }
  }
}

function subjectFor(identity: Identity, { email: typed, role }: TokenOptions) {
  const { tables, newId, now } = identity
  const email = typed.toLowerCase()
  const userId = tables.accountByEmail(email)?.userId ?? newId()
  if (!tables.account(userId)) {
    const held = [roleOf(role ?? 'member')]
    const due = { firstName: email.split('@')[0]!.slice(0, 80), email, active: true, roles: held }
    const access = { active: true, roles: held, territory: null }
    tables.insertAccount({ userId, email, password: null, ...access, createdAt: now(), due })
  }
  const account = tables.account(userId)!
  if (!account.active) throw new AppError('E-AUTH-REVOKED', `${email} has no access any more`)
  if (role !== undefined && !account.roles.includes(roleOf(role)))
    throw new AppError('INVALID_INPUT', `${email} has other roles: ${account.roles.join(', ')}`)
  const known = tables.devicesOf(userId).find(({ name }) => name === deviceName)
  const deviceId = known?.id ?? newId()
  if (!known) tables.insertDevice({ id: deviceId, userId, name: deviceName, createdAt: now() })
  return { userId, deviceId }
}

function roleOf(name: string): Role {
  const role = name === 'member' ? 'rep' : roles.find((each) => each === name)
  if (!role) throw new AppError('INVALID_INPUT', `a role is member or one of ${roles.join(', ')}`)
  return role
}
