import { type Kysely, sql } from 'kysely'

/**
 * What is to be reviewed, from the documents: a read table like those of 0002. Of what older versions
 * have stored, only crossed times can be in it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE conflict (
      id TEXT PRIMARY KEY,
      doc_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      root TEXT NOT NULL,
      record_id TEXT NOT NULL,
      field TEXT NOT NULL,
      kept TEXT NOT NULL,
      kept_by TEXT NOT NULL,
      kept_at INTEGER NOT NULL,
      lost TEXT NOT NULL,
      lost_by TEXT NOT NULL,
      lost_at INTEGER NOT NULL,
      resolved INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE INDEX conflict_by_record ON conflict (record_id)`.execute(db)
  await sql`
    INSERT INTO conflict
    SELECT 'times:' || id, doc_id, 'timesCrossed', 'activities', id, '',
      'null', updated_by, updated_at, 'null', updated_by, updated_at, 0
    FROM activity WHERE end_at <= start_at AND deleted_at IS NULL`.execute(db)
}
