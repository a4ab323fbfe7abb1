import { type Kysely, sql } from 'kysely'

/**
 * Who changed what in updates that were folded into one since (TL-21). Not made anew from the
 * documents: only this device knows it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('kept_history')
    .addColumn('doc_id', 'text', (column) => column.notNull())
    .addColumn('record_id', 'text', (column) => column.notNull())
    .addColumn('entries', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('kept_history_key', ['doc_id', 'record_id'])
    .modifyEnd(sql`strict, without rowid`)
    .execute()
  await db.schema
    .alterTable('doc')
    .addColumn('kept_to', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
