import { type Kysely, sql } from 'kysely'

const text = sql`text collate "C"`

/** `migrations/server/0004-passwords.ts` in Postgres. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('password_reset')
    .addColumn('hash', 'bytea', (column) => column.primaryKey())
    .addColumn('user_id', text, (column) => column.notNull().references('account.user_id'))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('created_by', text, (column) => column.notNull())
    .execute()
  await db.schema.alterTable('device').addColumn('signed_out_at', 'bigint').execute()
}
