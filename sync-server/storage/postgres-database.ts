import { randomUUID } from 'node:crypto'
import { type ClientConfig, Pool, type PoolClient, types } from 'pg'
import { toPostgresError } from './postgres-error.ts'
import type { AccessChange, Sql, SqlDatabase, SqlRow, SqlValue } from './sql.ts'

/** Names among Postgres's advisory locks, so that nobody else's are meant. */
const lockSpace = 20_771
export const locks = { identity: 1, directory: 2, migrations: 3 } as const
type Lock = (typeof locks)[keyof typeof locks]

export const channels = { log: 'wiseparts_log', access: 'wiseparts_access' } as const

/** A number within Postgres's bigint that JavaScript can hold: places and milliseconds. */
const bigint = 20
const queryTimeoutMs = 60_000
const maxConnections = 10
/**
 * A server that is cut off from the database while it holds a lock loses it after so long. Every
 * commit waits for the disk, whatever the database's default is.
 */
const beginning = `begin;
  set local synchronous_commit to on;
  set local idle_in_transaction_session_timeout to '30s'`

/** How to reach a database: a URL, with the types that the server's tables need. */
export function connectionTo(url: string): ClientConfig {
  return {
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: queryTimeoutMs,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown =>
        oid === bigint ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  }
}

/** Answers with the rows of a statement with `$1`, `$2`… */
export type Query = (
  statement: string,
  values?: readonly unknown[],
) => Promise<Record<string, unknown>[]>

/** The connections of one server to its Postgres database. */
export class PostgresDatabase implements SqlDatabase {
  /** Tells what this server said itself from what others say. */
  readonly node = randomUUID()
  private readonly pool: Pool

  constructor(url: string) {
    this.pool = new Pool({ ...connectionTo(url), max: maxConnections })
    // An idle connection that breaks is replaced; one in use fails by its query.
    this.pool.on('error', () => undefined)
    this.pool.on('connect', (client) => client.on('error', () => undefined))
  }

  /** @throws AppError `E-DB-LOCKED`, `E-DISK-FULL`, `E-DB-CORRUPT`; DatabaseError for our own mistakes */
  readonly query: Query = async (statement, values = []) => {
    try {
      return (await this.pool.query(statement, [...values])).rows as SqlRow[]
    } catch (error) {
      throw toPostgresError(error)
    }
  }

  /** Runs `work` in a transaction of its own. A commit whose answer is lost counts as failed. */
  async inTransaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const client = await this.connect()
    const query = queryOn(client)
    try {
      await query(beginning)
      const result = await work(query)
      const { command } = await client.query('commit').catch((error: unknown) => {
        throw toPostgresError(error)
      })
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back')
      client.release()
      return result
    } catch (error) {
      const broken: unknown = await query('rollback').then(
        () => undefined,
        (failure: unknown) => failure,
      )
      client.release(broken !== undefined)
      throw error
    }
  }

  /** As `inTransaction`, while nobody else, of any server, is in one with the same lock. */
  locked<T>(lock: Lock, work: (query: Query) => Promise<T>): Promise<T> {
    return this.inTransaction(async (query) => {
      await query('select pg_advisory_xact_lock($1, $2)', [lockSpace, lock])
      return work(query)
    })
  }

  all(statement: string, ...values: readonly SqlValue[]): Promise<SqlRow[]> {
    return this.query(numbered(statement), values)
  }

  tellAccess(change: AccessChange): Promise<void> {
    return this.tellAccessBy(this.query, change)
  }

  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.locked(locks.identity, (query) =>
      work({
        all: (statement, ...values) => query(numbered(statement), values),
        tellAccess: (change) => this.tellAccessBy(query, change),
      }),
    )
  }

  close(): Promise<void> {
    return this.pool.end()
  }

  private async tellAccessBy(query: Query, change: AccessChange): Promise<void> {
    const told = JSON.stringify({ node: this.node, change })
    await query('select pg_notify($1, $2)', [channels.access, told])
  }

  private async connect(): Promise<PoolClient> {
    try {
      return await this.pool.connect()
    } catch (error) {
      throw toPostgresError(error)
    }
  }
}

/** Keeps other servers out until the connection ends. */
export const sessionLock = (lock: Lock): string => `select pg_advisory_lock(${lockSpace}, ${lock})`

function queryOn(client: PoolClient): Query {
  return async (statement, values) => {
    try {
      // Without values it may be several statements.
      const result = await client.query(statement, values && [...values])
      return result.rows as SqlRow[]
    } catch (error) {
      throw toPostgresError(error)
    }
  }
}

/** `$1`, `$2`… for each `?`. */
function numbered(statement: string): string {
  let count = 0
  return statement.replaceAll('?', () => `$${++count}`)
}
