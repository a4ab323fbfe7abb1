import { type Kysely, sql } from 'kysely'

/** Where this device stands with the team's server, and the changes that did not get through. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sync_state')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('epoch', 'text', (column) => column.notNull())
    .addColumn('cursor', 'integer', (column) => column.notNull())
    .addColumn('chain', 'blob', (column) => column.notNull())
    .addColumn('pushed_seq', 'integer', (column) => column.notNull())
    .addColumn('reupload_to', 'integer', (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute()
  await db.schema
    .createTable('rejected')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('doc_id', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('records', 'text', (column) => column.notNull())
    .addColumn('data', 'blob', (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute()
  await db.schema
    .createTable('server_content')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .modifyEnd(sql`without rowid, strict`)
    .execute()
  // `sync_state.pushed_seq` says it for all rows at once.
  await db.schema.alterTable('upd').dropColumn('pushed').execute()
}
