import { type Kysely, sql } from 'kysely'

/**
 * Read tables, disposable: `maintenance.rebuild` makes them anew from the log. `rid` is the row's
 * number in the full-text index; an activity's `rid` grows with its start, so that matches come in
 * order of time without a sort.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE customer (
      rid INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      doc_id TEXT NOT NULL,
      parent_id TEXT,
      name TEXT NOT NULL,
      name_sort TEXT NOT NULL,
      code TEXT,
      city TEXT,
      postcode TEXT,
      country TEXT,
      phone TEXT,
      tz TEXT,
      salesperson_id TEXT,
      archived_at INTEGER,
      deleted_at INTEGER
    ) STRICT`.execute(db)
  await sql`CREATE INDEX customer_by_name ON customer (name_sort, id, archived_at)
    WHERE deleted_at IS NULL`.execute(db)
  await sql`CREATE INDEX customer_by_parent ON customer (parent_id, name_sort)
    WHERE parent_id IS NOT NULL`.execute(db)
  await sql`CREATE INDEX customer_by_code ON customer (code)
    WHERE code IS NOT NULL AND deleted_at IS NULL`.execute(db)
  await sql`CREATE VIRTUAL TABLE customer_text USING fts5 (
      name, code, place, phone, contacts,
      content='', contentless_delete=1,
      tokenize='unicode61 remove_diacritics 2', prefix='2 3')`.execute(db)

  await sql`
    CREATE TABLE contact (
      id TEXT PRIMARY KEY,
      doc_id TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      name TEXT NOT NULL,
      role TEXT,
      email TEXT,
      phone TEXT,
      mobile TEXT,
      preferred INTEGER NOT NULL,
      deleted_at INTEGER
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE INDEX contact_by_customer ON contact (customer_id)`.execute(db)

  await sql`
    CREATE TABLE activity (
      rid INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      doc_id TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      type_id TEXT NOT NULL,
      title TEXT,
      start_at INTEGER,
      end_at INTEGER,
      sort_end INTEGER NOT NULL,
      tz TEXT NOT NULL,
      status TEXT NOT NULL,
      awaiting INTEGER NOT NULL,
      assignee_id TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      updated_at INTEGER NOT NULL,
      updated_by TEXT NOT NULL,
      deleted_at INTEGER,
      deleted_by TEXT,
      note_count INTEGER NOT NULL,
      attachment_count INTEGER NOT NULL,
      report_count INTEGER NOT NULL,
      first_line TEXT NOT NULL,
      excerpt TEXT NOT NULL,
      last_note TEXT
    ) STRICT`.execute(db)
  const timelineOrder = sql`start_at DESC, sort_end DESC, created_at DESC, id DESC`
  await sql`CREATE INDEX activity_history ON activity (${timelineOrder})
    WHERE deleted_at IS NULL AND awaiting = 0 AND start_at IS NOT NULL`.execute(db)
  await sql`CREATE INDEX activity_awaiting ON activity (${timelineOrder})
    WHERE deleted_at IS NULL AND awaiting = 1 AND start_at IS NOT NULL`.execute(db)
  await sql`CREATE INDEX activity_of_customer ON activity (customer_id, awaiting, ${timelineOrder})
    WHERE deleted_at IS NULL`.execute(db)
  await sql`CREATE INDEX activity_undated ON activity (customer_id, created_at DESC, id DESC)
    WHERE deleted_at IS NULL AND start_at IS NULL`.execute(db)
  await sql`CREATE INDEX activity_of_assignee ON activity (assignee_id, ${timelineOrder}, awaiting)
    WHERE deleted_at IS NULL AND start_at IS NOT NULL`.execute(db)
  await sql`CREATE INDEX activity_with_files ON activity (${timelineOrder})
    WHERE deleted_at IS NULL AND attachment_count > 0 AND start_at IS NOT NULL`.execute(db)
  // Nearly empty: nobody visits a customer for a day.
  await sql`CREATE INDEX activity_span ON activity (end_at - start_at)
    WHERE deleted_at IS NULL AND end_at - start_at > 86400000`.execute(db)
  // Holds all that the counts of all customers need, in the order in which they are grouped.
  await sql`CREATE INDEX activity_facets ON activity
      (type_id, assignee_id, status, awaiting, start_at, end_at)
    WHERE deleted_at IS NULL`.execute(db)
  await sql`CREATE INDEX activity_trash ON activity (deleted_at DESC, id DESC)
    WHERE deleted_at IS NOT NULL`.execute(db)
  await sql`CREATE VIRTUAL TABLE activity_text USING fts5 (
      scope, title, description, notes,
      content='', contentless_delete=1,
      detail='column', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')`.execute(db)
  // Which words there are; it stores nothing.
  await sql`CREATE VIRTUAL TABLE activity_word USING fts5vocab('activity_text', 'instance')`.execute(
    db,
  )

  await sql`
    CREATE TABLE note (
      id TEXT PRIMARY KEY,
      doc_id TEXT NOT NULL,
      activity_id TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      deleted_at INTEGER
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE INDEX note_by_activity ON note (activity_id, created_at DESC)`.execute(db)

  await sql`
    CREATE TABLE attachment (
      id TEXT PRIMARY KEY,
      doc_id TEXT NOT NULL,
      parent_kind TEXT NOT NULL,
      parent_id TEXT NOT NULL,
      hash TEXT NOT NULL,
      name TEXT NOT NULL,
      mime TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      created_by TEXT NOT NULL,
      deleted_at INTEGER
    ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE INDEX attachment_by_parent ON attachment (parent_id, created_at)`.execute(db)
  await sql`CREATE INDEX attachment_by_hash ON attachment (hash)`.execute(db)

  await sql`
    CREATE TABLE team_member (
      team_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      from_at INTEGER NOT NULL,
      to_at INTEGER,
      PRIMARY KEY (team_id, user_id)
    ) STRICT, WITHOUT ROWID`.execute(db)
}
