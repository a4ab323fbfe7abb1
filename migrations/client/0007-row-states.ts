import { type Kysely, sql } from 'kysely'

/**
 * What this device alone knows of its activities: which have changes that the team's server lacks
 * (`unshared`, up to a row of the log), and what colleagues changed that nobody here has looked at
 * (`news`; `seen` is 0, or when it was marked). No read tables: the log does not tell them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE unshared (
      activity_id TEXT PRIMARY KEY,
      doc_id TEXT NOT NULL,
      seq INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE INDEX unshared_by_seq ON unshared (seq)`.execute(db)
  await sql`CREATE INDEX unshared_by_doc ON unshared (doc_id)`.execute(db)
  await sql`
    CREATE TABLE news (
      activity_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      doc_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      since INTEGER,
      seen INTEGER NOT NULL,
      PRIMARY KEY (activity_id, user_id, kind)
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE INDEX news_by_seen ON news (seen, activity_id)`.execute(db)
  await sql`CREATE INDEX news_by_doc ON news (doc_id)`.execute(db)
  // Of what an older version has not pushed yet, only the documents are known.
  await sql`
    INSERT INTO unshared
    SELECT a.id, a.doc_id, waiting.seq
    FROM (
      SELECT u.doc_id, max(u.seq) AS seq
      FROM upd u LEFT JOIN sync_state s ON s.id = 1
      WHERE u.seq > coalesce(s.pushed_seq, 0)
        AND (u.origin = 'local' OR u.seq <= coalesce(s.reupload_to, 0))
        AND EXISTS (SELECT 1 FROM local_state WHERE key = 'shared')
      GROUP BY u.doc_id
    ) AS waiting JOIN activity a ON a.doc_id = waiting.doc_id`.execute(db)
}
