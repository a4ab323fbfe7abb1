import { sql } from 'kysely'
import type { Connection } from './connection.ts'
import type { ClientDatabase } from './schema.ts'
import { statements } from './statements.ts'

/**
 * A prepared `INSERT … ON CONFLICT (key) DO UPDATE` of whole rows, for the hot paths: compiled once,
 * where building the query for every row would cost as much as running it.
 */
export function prepareUpsert<T extends keyof ClientDatabase>(
  connection: Connection,
  table: T,
  key: keyof ClientDatabase[T] & string,
  columns: readonly (keyof ClientDatabase[T] & string)[],
): (row: ClientDatabase[T]) => void {
  const others = columns.filter((column) => column !== key)
  const { sql: text } = sql`
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values (${sql.join(columns.map((column) => sql.raw(`@${column}`)))})
    on conflict (${sql.ref(key)}) do update set
    ${sql.join(others.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`))}
  `.compile(statements)
  const statement = connection.prepared(text)
  return (row) => void statement.run(row)
}
