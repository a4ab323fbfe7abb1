import { type Kysely, sql } from 'kysely'

/**
 * Follow-up tasks: a read table like those of 0002. Documents may hold tasks already, from colleagues
 * with a newer version.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE task (
      id TEXT PRIMARY KEY,
      doc_id TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      activity_id TEXT,
      title TEXT NOT NULL,
      assignee_id TEXT,
      due_day TEXT,
      due_at INTEGER,
      priority TEXT NOT NULL,
      done INTEGER NOT NULL,
      completed_at INTEGER,
      created_at INTEGER NOT NULL,
      deleted_at INTEGER
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE INDEX task_by_activity ON task (activity_id)
    WHERE activity_id IS NOT NULL AND deleted_at IS NULL`.execute(db)
  await sql`INSERT OR IGNORE INTO to_project SELECT id FROM doc WHERE kind = 'customer'`.execute(db)
}
