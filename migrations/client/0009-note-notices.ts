import { type Kysely, sql } from 'kysely'

/**
 * What notifications need to know of a note, and whom it mentions: read tables like those of 0002.
 * Notes that were there have no `created_by` until their documents are projected again, which the
 * next start does.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE note ADD COLUMN created_by TEXT`.execute(db)
  await sql`ALTER TABLE note ADD COLUMN excerpt TEXT NOT NULL DEFAULT ''`.execute(db)
  await sql`ALTER TABLE note ADD COLUMN pinned_at INTEGER`.execute(db)
  await sql`CREATE INDEX note_by_time ON note (created_at DESC, id DESC)
    WHERE deleted_at IS NULL`.execute(db)
  await sql`CREATE INDEX note_to_project ON note (doc_id) WHERE created_by IS NULL`.execute(db)
  await sql`
    CREATE TABLE note_mention (
      note_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      PRIMARY KEY (note_id, user_id)
    ) STRICT, WITHOUT ROWID`.execute(db)
}
