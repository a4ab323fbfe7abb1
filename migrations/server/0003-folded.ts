import { type Kysely, sql } from 'kysely'

/** The old updates of a document as one: those rows of `log` keep everything but their bytes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('folded')
    .addColumn('doc_id', 'text', (column) => column.primaryKey())
    .addColumn('seq', 'integer', (column) => column.notNull().references('log.seq'))
    .addColumn('state', 'blob', (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute()
}
