import type { Database, Statement } from 'better-sqlite3'
import type { Query } from './statements.ts'

const slowQueryMs = 40

export interface Connection {
  /** All rows of a query, synchronously. */
  all<Row>(query: Query<Row>): Row[]
  /** The first row, or `undefined`. */
  first<Row>(query: Query<Row>): Row | undefined
  /** Runs a write and answers with the number of changed rows. */
  run(query: Query): number
  /** A prepared statement of fixed SQL, kept. */
  prepared(sql: string): Statement<unknown[]>
  readonly raw: Database
}

/**
 * Runs compiled Kysely queries synchronously on one connection, keeping prepared statements by
 * their SQL. `onSlow` hears of every query over 40 ms.
 */
export function openConnection(
  database: Database,
  onSlow: (sql: string, ms: number) => void,
): Connection {
  const cache = new Map<string, Statement<unknown[]>>()

  function prepared(sql: string): Statement<unknown[]> {
    let statement = cache.get(sql)
    if (!statement) {
      if (cache.size > 500) cache.clear()
      statement = database.prepare<unknown[]>(sql)
      cache.set(sql, statement)
    }
    return statement
  }

  function timed<T>(sql: string, work: () => T): T {
    const startedAt = performance.now()
    const result = work()
    const ms = performance.now() - startedAt
    if (ms > slowQueryMs) onSlow(sql, ms)
    return result
  }

  return {
    raw: database,
    prepared,
    all: <Row>(query: Query<Row>) => {
      const { sql, parameters } = query.compile()
      return timed(sql, () => prepared(sql).all(...parameters) as Row[])
    },
    first: <Row>(query: Query<Row>) => {
      const { sql, parameters } = query.compile()
      return timed(sql, () => prepared(sql).get(...parameters) as Row | undefined)
    },
    run: (query) => {
      const { sql, parameters } = query.compile()
      return timed(sql, () => prepared(sql).run(...parameters).changes)
    },
  }
}
