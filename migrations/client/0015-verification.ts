import { type Kysely, sql } from 'kysely'

/**
 * Attempts to verify activities: a read table like those of 0002; what an activity is by them; and
 * which customers somebody proposed a place for.
 * Documents may hold attempts already, from colleagues with a newer version.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE verification_attempt (
      id TEXT PRIMARY KEY,
      doc_id TEXT NOT NULL,
      activity_id TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      chain_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      outcome TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`
    CREATE INDEX verification_attempt_by_activity
    ON verification_attempt (activity_id, at)`.execute(db)
  await sql`
    CREATE INDEX verification_attempt_by_chain
    ON verification_attempt (chain_id, seq)`.execute(db)
  await sql`
    CREATE INDEX verification_attempt_by_person
    ON verification_attempt (user_id, at)`.execute(db)
  await sql`
    ALTER TABLE activity ADD COLUMN verification TEXT NOT NULL DEFAULT 'unverified'`.execute(db)
  await sql`ALTER TABLE customer ADD COLUMN place_proposed INTEGER NOT NULL DEFAULT 0`.execute(db)
  await sql`
    INSERT OR IGNORE INTO to_project
    SELECT id FROM doc WHERE kind IN ('customer', 'activities')`.execute(db)
}
