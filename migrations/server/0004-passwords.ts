import { type Kysely, sql } from 'kysely'

/** Codes with which a person sets a new password, and devices that have to sign in again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('password_reset')
    .addColumn('hash', 'blob', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull().references('account.user_id'))
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addColumn('used_at', 'integer')
    .addColumn('created_by', 'text', (column) => column.notNull())
    .modifyEnd(sql`strict, without rowid`)
    .execute()
  await db.schema.alterTable('device').addColumn('signed_out_at', 'integer').execute()
}
