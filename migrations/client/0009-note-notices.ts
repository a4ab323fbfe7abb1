import { type Kysely, sql } from 'kysely'

/**
 * What notifications need to know of a note, and whom it mentions: read tables like those of 0002.
 * Rows that were there have none of it until their documents are projected again: `to_project` has the
 * documents for which the app does so after its start.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE note ADD COLUMN created_by TEXT`.execute(db)
  await sql`ALTER TABLE note ADD COLUMN excerpt TEXT NOT NULL DEFAULT ''`.execute(db)
  await sql`ALTER TABLE note ADD COLUMN pinned_at INTEGER`.execute(db)
  await sql`CREATE INDEX note_by_time ON note (created_at DESC, id DESC, activity_id, created_by)
    WHERE deleted_at IS NULL`.execute(db)
  await sql`CREATE INDEX note_by_author ON note (created_by, activity_id)
    WHERE deleted_at IS NULL`.execute(db)
  await sql`CREATE TABLE to_project (doc_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`.execute(db)
  await sql`INSERT INTO to_project SELECT id FROM doc WHERE kind = 'activities'`.execute(db)
  await sql`
    CREATE TABLE note_mention (
      note_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      PRIMARY KEY (note_id, user_id)
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE INDEX note_mention_by_user ON note_mention (user_id)`.execute(db)
}
