export type SqlValue = string | number | null | Uint8Array
export type SqlRow = Readonly<Record<string, unknown>>

/**
 * A database that takes the SQL which SQLite and Postgres have in common, with `?` for each value.
 * What the server keeps besides the log is read and written by it, whichever of the two is there.
 */
export interface Sql {
  /** The rows that a statement answers with; none for one that only writes. */
  all(statement: string, ...values: readonly SqlValue[]): Promise<SqlRow[]>

  /** Tells the other servers of this database that somebody's access changed; once it is committed. */
  tellAccess(change: AccessChange): Promise<void>
}

export interface SqlDatabase extends Sql {
  /**
   * Runs `work` in one transaction, which no other one of this kind and no append to the log
   * interleaves with, in this process or another. In `work` only the given `Sql` may be used: what
   * asks the database itself waits for the end of the transaction.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
}

/** Somebody lost access or has other rights now. Without `deviceId`: on all their devices. */
export interface AccessChange {
  readonly userId: string
  readonly deviceId?: string
  readonly kind: 'revoked' | 'roles'
}
