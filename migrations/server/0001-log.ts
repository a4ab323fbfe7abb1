import { type Kysely, sql } from 'kysely'

/** The server's hash-chained log of Yjs updates, and which of its rows no document may be made from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('log')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('doc_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('data', 'blob', (column) => column.notNull())
    .addColumn('sha', 'blob', (column) => column.notNull())
    .addColumn('chain', 'blob', (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute()
  // Also finds a document's updates: few enough to be sorted when it is loaded.
  await db.schema.createIndex('log_sha').unique().on('log').columns(['doc_id', 'sha']).execute()
  await db.schema
    .createTable('quarantine')
    .addColumn('seq', 'integer', (column) => column.primaryKey().references('log.seq'))
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute()
  await db.schema
    .createTable('server_state')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .modifyEnd(sql`strict, without rowid`)
    .execute()
}
