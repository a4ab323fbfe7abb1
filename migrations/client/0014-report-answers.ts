import { type Kysely, sql } from 'kysely'

/**
 * The words of reports are found with those of their activities: its row of the full text is written anew
 * for documents that have reports, while somebody works already.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`INSERT OR IGNORE INTO to_project SELECT DISTINCT doc_id FROM report`.execute(db)
}
