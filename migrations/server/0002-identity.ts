import { type Kysely, sql } from 'kysely'

/** Who may come in: accounts, their devices and sessions, invitations. Secrets are hashes only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('password', 'text')
    .addColumn('active', 'integer', (column) => column.notNull())
    .addColumn('roles', 'text', (column) => column.notNull())
    .addColumn('territory', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    // Fields of the member record that the directory does not say yet, as JSON.
    .addColumn('due', 'text')
    .modifyEnd(sql`strict, without rowid`)
    .execute()
  await db.schema
    .createTable('device')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull().references('account.user_id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('last_seen_at', 'integer', (column) => column.notNull())
    .addColumn('revoked_at', 'integer')
    .modifyEnd(sql`strict, without rowid`)
    .execute()
  await db.schema.createIndex('device_user').on('device').column('user_id').execute()
  await db.schema
    .createTable('refresh_token')
    .addColumn('hash', 'blob', (column) => column.primaryKey())
    .addColumn('device_id', 'text', (column) => column.notNull().references('device.id'))
    .addColumn('issued_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addColumn('spent_at', 'integer')
    .addColumn('successor', 'blob')
    .modifyEnd(sql`strict, without rowid`)
    .execute()
  await db.schema.createIndex('refresh_device').on('refresh_token').column('device_id').execute()
  await db.schema
    .createTable('invitation')
    .addColumn('hash', 'blob', (column) => column.primaryKey())
    .addColumn('roles', 'text', (column) => column.notNull())
    .addColumn('territory', 'text')
    .addColumn('user_id', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addColumn('used_at', 'integer')
    .addColumn('created_by', 'text', (column) => column.notNull())
    .modifyEnd(sql`strict, without rowid`)
    .execute()
}
