import { type Kysely, sql } from 'kysely'

/** Compared and sorted by its bytes, as in SQLite, whatever the database's language is. */
const text = sql`text collate "C"`

/**
 * The tables of `migrations/server` in Postgres, and `log_head`: the one row that whoever appends
 * holds until the commit, so that places are given in the order in which they can be read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createLog(db)
  await createIdentity(db)
}

async function createLog(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('log')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('doc_id', text, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('data', 'bytea', (column) => column.notNull())
    .addColumn('sha', 'bytea', (column) => column.notNull())
    .addColumn('chain', 'bytea', (column) => column.notNull())
    .execute()
  // What Yjs writes is small already; stored as it is, its length is known without reading it.
  await sql`alter table log alter column data set storage external`.execute(db)
  await db.schema.createIndex('log_sha').unique().on('log').columns(['doc_id', 'sha']).execute()
  await db.schema
    .createTable('log_head')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('chain', 'bytea', (column) => column.notNull())
    .execute()
  await sql`insert into log_head values (1, 0, ${Buffer.alloc(32)})`.execute(db)
  await db.schema
    .createTable('quarantine')
    .addColumn('seq', 'bigint', (column) => column.primaryKey().references('log.seq'))
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('folded')
    .addColumn('doc_id', text, (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull().references('log.seq'))
    .addColumn('state', 'bytea', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('server_state')
    .addColumn('key', text, (column) => column.primaryKey())
    .addColumn('value', text, (column) => column.notNull())
    .execute()
}

async function createIdentity(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('user_id', text, (column) => column.primaryKey())
    .addColumn('email', text, (column) => column.notNull().unique())
    .addColumn('password', text)
    .addColumn('active', 'integer', (column) => column.notNull())
    .addColumn('roles', text, (column) => column.notNull())
    .addColumn('territory', text)
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('due', text)
    .execute()
  await db.schema
    .createTable('device')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('user_id', text, (column) => column.notNull().references('account.user_id'))
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute()
  await db.schema.createIndex('device_user').on('device').column('user_id').execute()
  await db.schema
    .createTable('refresh_token')
    .addColumn('hash', 'bytea', (column) => column.primaryKey())
    .addColumn('device_id', text, (column) => column.notNull().references('device.id'))
    .addColumn('issued_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('spent_at', 'bigint')
    .addColumn('successor', 'bytea')
    .execute()
  await db.schema.createIndex('refresh_device').on('refresh_token').column('device_id').execute()
  await db.schema
    .createTable('invitation')
    .addColumn('hash', 'bytea', (column) => column.primaryKey())
    .addColumn('roles', text, (column) => column.notNull())
    .addColumn('territory', text)
    .addColumn('user_id', text)
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('created_by', text, (column) => column.notNull())
    .execute()
}
