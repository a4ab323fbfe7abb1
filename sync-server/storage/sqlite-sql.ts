import type { Database } from 'better-sqlite3'
import type { Sql, SqlDatabase, SqlRow, SqlValue } from './sql.ts'
import type { Turns } from './turns.ts'

/**
 * `Sql` on the connection that the log has too. An asynchronous transaction lets others run between
 * its statements, and on one connection their writes would become part of it and be rolled back with
 * it: so it holds the turn from its beginning to its end, and whoever writes takes turns.
 */
export class SqliteSql implements SqlDatabase {
  private readonly connection: Database
  private readonly turns: Turns

  constructor(connection: Database, turns: Turns) {
    this.connection = connection
    this.turns = turns
  }

  all(statement: string, ...values: readonly SqlValue[]): Promise<SqlRow[]> {
    return this.turns.take(() => this.run(statement, values))
  }

  /** There is no other server on a file. */
  tellAccess(): Promise<void> {
    return Promise.resolve()
  }

  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.turns.take(async () => {
      this.connection.exec('begin immediate')
      try {
        const result = await work({
          // Asynchronous even where it throws.
          all: async (statement, ...values) => Promise.resolve(this.run(statement, values)),
          tellAccess: () => this.tellAccess(),
        })
        this.connection.exec('commit')
        return result
      } finally {
        if (this.connection.inTransaction) this.connection.exec('rollback')
      }
    })
  }

  private run(statement: string, values: readonly SqlValue[]): SqlRow[] {
    const prepared = this.connection.prepare<SqlValue[], SqlRow>(statement)
    if (prepared.reader) return prepared.all(...values)
    prepared.run(...values)
    return []
  }
}
