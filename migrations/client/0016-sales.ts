import { type Kysely, sql } from 'kysely'

/**
 * Monthly sales: a read table like those of 0002. What imports of this device wrote, to take it back;
 * and summaries of customers made on it. Documents may hold sales already, from colleagues with a newer
 * version.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE customer_sales (
      customer_id TEXT NOT NULL,
      period TEXT NOT NULL,
      doc_id TEXT NOT NULL,
      amount_minor INTEGER NOT NULL,
      currency TEXT NOT NULL,
      orders INTEGER,
      PRIMARY KEY (customer_id, period)
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`
    CREATE TABLE sales_import (
      id TEXT PRIMARY KEY,
      at INTEGER NOT NULL,
      file_name TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`
    CREATE TABLE sales_import_change (
      import_id TEXT NOT NULL,
      doc_id TEXT NOT NULL,
      key TEXT NOT NULL,
      before TEXT,
      after TEXT NOT NULL,
      PRIMARY KEY (import_id, doc_id, key)
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`
    CREATE TABLE summary (
      customer_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      locale TEXT NOT NULL,
      inputs TEXT NOT NULL,
      generated_at INTEGER NOT NULL,
      content TEXT NOT NULL,
      PRIMARY KEY (customer_id, user_id, locale)
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`
    INSERT OR IGNORE INTO to_project SELECT id FROM doc WHERE kind = 'customer'`.execute(db)
}
