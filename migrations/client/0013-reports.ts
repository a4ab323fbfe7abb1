import { type Kysely, sql } from 'kysely'

/**
 * Revisions of reports: a read table like those of 0002; and when a manager let reports in again. Documents may hold reports already, from
 * colleagues with a newer version.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE report (
      id TEXT PRIMARY KEY,
      doc_id TEXT NOT NULL,
      activity_id TEXT NOT NULL,
      form_id TEXT NOT NULL,
      version_id TEXT NOT NULL,
      first_id TEXT NOT NULL,
      submitted_at INTEGER NOT NULL,
      submitted_by TEXT NOT NULL,
      withdrawn_at INTEGER,
      deleted_at INTEGER
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE INDEX report_by_activity ON report (activity_id, submitted_at)`.execute(db)
  await sql`CREATE INDEX report_by_form ON report (form_id, version_id)`.execute(db)
  await sql`ALTER TABLE activity ADD COLUMN reopened_at INTEGER`.execute(db)
  await sql`INSERT OR IGNORE INTO to_project SELECT id FROM doc WHERE kind = 'activities'`.execute(
    db,
  )
}
