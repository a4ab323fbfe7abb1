import type { Role } from '../../core/contract/users.ts'
import type { MemberFields } from '../directory/directory.ts'
import type { AccessChange, Sql, SqlRow, SqlValue } from '../storage/sql.ts'

export interface Access {
  readonly active: boolean
  readonly roles: readonly Role[]
  /** Main customers; `null` for no limit. */
  readonly territory: readonly string[] | null
}

export interface Account extends Access {
  readonly userId: string
  /** Lower case. */
  readonly email: string
  /** `null` for an account that only has tokens. */
  readonly password: string | null
  readonly createdAt: number
  /** What the directory does not say of them yet. */
  readonly due: MemberFields | null
}

export interface Device {
  readonly id: string
  readonly userId: string
  readonly name: string
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly revokedAt: number | null
  /** Since when somebody has to sign in anew there, which makes another device of it. */
  readonly signedOutAt: number | null
}

export interface Invitation {
  readonly hash: Buffer
  readonly roles: readonly Role[]
  readonly territory: readonly string[] | null
  /** Whose it is, for somebody who is in the directory. */
  readonly userId: string | null
  readonly createdAt: number
  readonly expiresAt: number
  readonly usedAt: number | null
  readonly createdBy: string
}

/** A code with which somebody sets a new password. */
export interface PasswordReset {
  readonly hash: Buffer
  readonly userId: string
  readonly createdAt: number
  readonly expiresAt: number
  readonly usedAt: number | null
  readonly createdBy: string
}

export interface RefreshToken {
  readonly hash: Buffer
  readonly deviceId: string
  readonly issuedAt: number
  readonly expiresAt: number
  readonly spentAt: number | null
  readonly successor: Buffer | null
}

/** The tables of accounts, devices, sessions and invitations, in SQLite and in Postgres. */
export class IdentityTables {
  private readonly sql: Sql

  /** @param sql a transaction, or the database itself where one statement is enough */
  constructor(sql: Sql) {
    this.sql = sql
  }

  /** Tells the other servers, once the transaction is committed. */
  tellAccess(change: AccessChange): Promise<void> {
    return this.sql.tellAccess(change)
  }

  async account(userId: string): Promise<Account | undefined> {
    return accountOf(await this.get('select * from account where user_id = ?', userId))
  }

  async accountByEmail(email: string): Promise<Account | undefined> {
    return accountOf(await this.get('select * from account where email = ?', email))
  }

  /** Everybody, by e-mail. */
  async accounts(): Promise<Account[]> {
    const rows = await this.sql.all('select * from account order by email')
    return rows.map((row) => accountOf(row)!)
  }

  insertAccount(account: Account): Promise<void> {
    const { userId, email, password, active, roles, territory, createdAt, due } = account
    return this.run(
      'insert into account values (?, ?, ?, ?, ?, ?, ?, ?)',
      ...[userId, email, password, active ? 1 : 0, JSON.stringify(roles)],
      ...[json(territory), createdAt, json(due)],
    )
  }

  setAccess(userId: string, { active, roles, territory }: Access): Promise<void> {
    return this.run(
      'update account set active = ?, roles = ?, territory = ? where user_id = ?',
      ...[active ? 1 : 0, JSON.stringify(roles), json(territory), userId],
    )
  }

  /** @param password hashed */
  setPassword(userId: string, password: string): Promise<void> {
    return this.run('update account set password = ? where user_id = ?', password, userId)
  }

  /** Reads and writes: in a transaction. */
  async addDue(userId: string, fields: MemberFields): Promise<void> {
    const due = { ...(await this.account(userId))?.due, ...fields }
    await this.run('update account set due = ? where user_id = ?', JSON.stringify(due), userId)
  }

  /** Clears what is written, unless more has become due since. */
  clearDue(userId: string, written: MemberFields): Promise<void> {
    return this.run(
      'update account set due = null where user_id = ? and due = ?',
      ...[userId, JSON.stringify(written)],
    )
  }

  async device(id: string): Promise<Device | undefined> {
    return deviceOf(await this.get('select * from device where id = ?', id))
  }

  /** Devices that are not shut out, signed out ones too, the newest last. */
  async devicesOf(userId: string): Promise<Device[]> {
    const rows = await this.sql.all(
      'select * from device where user_id = ? and revoked_at is null order by created_at, id',
      userId,
    )
    return rows.map((row) => deviceOf(row)!)
  }

  insertDevice(device: Omit<Device, 'lastSeenAt' | 'revokedAt' | 'signedOutAt'>): Promise<void> {
    const { id, userId, name, createdAt } = device
    return this.run(
      'insert into device values (?, ?, ?, ?, ?, null, null)',
      ...[id, userId, name, createdAt, createdAt],
    )
  }

  sawDevice(id: string, at: number): Promise<void> {
    return this.run('update device set last_seen_at = ? where id = ?', at, id)
  }

  revokeDevice(id: string, at: number): Promise<void> {
    // Its refresh tokens stay: who brings one is told that the device is shut out.
    return this.run('update device set revoked_at = coalesce(revoked_at, ?) where id = ?', at, id)
  }

  signOutDevice(id: string, at: number): Promise<void> {
    return this.run('update device set signed_out_at = ? where id = ?', at, id)
  }

  async refreshToken(hash: Buffer): Promise<RefreshToken | undefined> {
    const row = await this.get('select * from refresh_token where hash = ?', hash)
    return (
      row && {
        hash: row['hash'] as Buffer,
        deviceId: row['device_id'] as string,
        issuedAt: row['issued_at'] as number,
        expiresAt: row['expires_at'] as number,
        spentAt: row['spent_at'] as number | null,
        successor: row['successor'] as Buffer | null,
      }
    )
  }

  async insertRefreshToken(token: Omit<RefreshToken, 'spentAt' | 'successor'>): Promise<void> {
    const { hash, deviceId, issuedAt, expiresAt } = token
    await this.run(
      'delete from refresh_token where device_id = ? and expires_at <= ?',
      deviceId,
      issuedAt,
    )
    await this.run(
      'insert into refresh_token values (?, ?, ?, ?, null, null)',
      ...[hash, deviceId, issuedAt, expiresAt],
    )
  }

  /** Keeps the instant of a token that was spent before. */
  spendRefreshToken(hash: Buffer, at: number, successor: Buffer | null): Promise<void> {
    return this.run(
      'update refresh_token set spent_at = coalesce(spent_at, ?), successor = ? where hash = ?',
      ...[at, successor, hash],
    )
  }

  async invitation(hash: Buffer): Promise<Invitation | undefined> {
    const row = await this.get('select * from invitation where hash = ?', hash)
    return (
      row && {
        hash: row['hash'] as Buffer,
        roles: JSON.parse(row['roles'] as string) as Role[],
        territory: parsed<string[]>(row['territory']),
        userId: row['user_id'] as string | null,
        createdAt: row['created_at'] as number,
        expiresAt: row['expires_at'] as number,
        usedAt: row['used_at'] as number | null,
        createdBy: row['created_by'] as string,
      }
    )
  }

  insertInvitation(invitation: Omit<Invitation, 'usedAt'>): Promise<void> {
    const { hash, roles, territory, userId, ...more } = invitation
    return this.run(
      'insert into invitation values (?, ?, ?, ?, ?, ?, null, ?)',
      ...[hash, JSON.stringify(roles), json(territory), userId],
      ...[more.createdAt, more.expiresAt, more.createdBy],
    )
  }

  useInvitation(hash: Buffer, at: number): Promise<void> {
    return this.run('update invitation set used_at = ? where hash = ?', at, hash)
  }

  /** Takes back what `createdBy` has handed out and nobody has used. */
  removeUnusedInvitations(createdBy: string): Promise<void> {
    return this.run('delete from invitation where created_by = ? and used_at is null', createdBy)
  }

  async reset(hash: Buffer): Promise<PasswordReset | undefined> {
    const row = await this.get('select * from password_reset where hash = ?', hash)
    return (
      row && {
        hash: row['hash'] as Buffer,
        userId: row['user_id'] as string,
        createdAt: row['created_at'] as number,
        expiresAt: row['expires_at'] as number,
        usedAt: row['used_at'] as number | null,
        createdBy: row['created_by'] as string,
      }
    )
  }

  insertReset(reset: Omit<PasswordReset, 'usedAt'>): Promise<void> {
    const { hash, userId, createdAt, expiresAt, createdBy } = reset
    return this.run(
      'insert into password_reset values (?, ?, ?, ?, null, ?)',
      ...[hash, userId, createdAt, expiresAt, createdBy],
    )
  }

  useReset(hash: Buffer, at: number): Promise<void> {
    return this.run('update password_reset set used_at = ? where hash = ?', at, hash)
  }

  removeUnusedResets(userId: string): Promise<void> {
    return this.run('delete from password_reset where user_id = ? and used_at is null', userId)
  }

  private async get(statement: string, ...values: SqlValue[]): Promise<SqlRow | undefined> {
    return (await this.sql.all(statement, ...values))[0]
  }

  private async run(statement: string, ...values: SqlValue[]): Promise<void> {
    await this.sql.all(statement, ...values)
  }
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

function parsed<T>(value: unknown): T | null {
  return typeof value === 'string' ? (JSON.parse(value) as T) : null
}

function accountOf(row: SqlRow | undefined): Account | undefined {
  if (!row) return undefined
  return {
    userId: row['user_id'] as string,
    email: row['email'] as string,
    password: row['password'] as string | null,
    active: row['active'] === 1,
    roles: JSON.parse(row['roles'] as string) as Role[],
    territory: parsed<string[]>(row['territory']),
    createdAt: row['created_at'] as number,
    due: parsed<MemberFields>(row['due']),
  }
}

function deviceOf(row: SqlRow | undefined): Device | undefined {
  if (!row) return undefined
  return {
    id: row['id'] as string,
    userId: row['user_id'] as string,
    name: row['name'] as string,
    createdAt: row['created_at'] as number,
    lastSeenAt: row['last_seen_at'] as number,
    revokedAt: row['revoked_at'] as number | null,
    signedOutAt: row['signed_out_at'] as number | null,
  }
}
