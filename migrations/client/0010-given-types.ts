import { type Kysely, sql } from 'kysely'

/**
 * Who gave an activity its type, and when, and whether an archived one was meant: by these the
 * activities are found that got a type while somebody archived it. Before, nobody told: it counts as
 * given by whoever created the activity.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE activity ADD COLUMN typed_by TEXT NOT NULL DEFAULT ''`.execute(db)
  await sql`ALTER TABLE activity ADD COLUMN typed_at INTEGER NOT NULL DEFAULT 0`.execute(db)
  await sql`ALTER TABLE activity ADD COLUMN type_kept INTEGER NOT NULL DEFAULT 0`.execute(db)
  await sql`UPDATE activity SET typed_by = created_by, typed_at = created_at`.execute(db)
  await sql`CREATE INDEX activity_typed ON activity (type_id, typed_by, typed_at)`.execute(db)
}
