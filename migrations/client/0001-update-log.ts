import { type Kysely, sql } from 'kysely'

/** The write model: documents and their append-only log of Yjs updates; and what stays on this device. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('doc')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('records', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .modifyEnd(sql`strict, without rowid`)
    .execute()
  await db.schema
    .createTable('upd')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('doc_id', 'text', (column) => column.notNull())
    .addColumn('data', 'blob', (column) => column.notNull())
    .addColumn('sha', 'blob', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('pushed', 'integer', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('device_id', 'text', (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute()
  // Also finds a document's updates: few enough to be sorted when it is loaded.
  await db.schema.createIndex('upd_sha').unique().on('upd').columns(['doc_id', 'sha']).execute()
  await db.schema
    .createTable('local_state')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .modifyEnd(sql`strict, without rowid`)
    .execute()
  await db.schema
    .createTable('draft')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'integer', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .modifyEnd(sql`strict, without rowid`)
    .execute()
}
