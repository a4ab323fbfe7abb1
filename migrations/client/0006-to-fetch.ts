import { type Kysely, sql } from 'kysely'

/** Documents that the team's server has and this device does not have yet, in the order it wants them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('to_fetch')
    .addColumn('place', 'text', (column) => column.primaryKey())
    .addColumn('doc_id', 'text', (column) => column.notNull())
    .addColumn('after_seq', 'integer', (column) => column.notNull())
    .modifyEnd(sql`strict, without rowid`)
    .execute()
  await db.schema
    .alterTable('sync_state')
    .addColumn('catalogue_due', 'integer', (column) => column.notNull().defaultTo(1))
    .execute()
}
