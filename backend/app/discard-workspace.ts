import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Services } from './services.ts'

/** Not to empty: SQLite's own, the migrations that have run, parts and views of a full-text index. */
const ourTables = `select name from pragma_table_list join sqlite_schema using (name)
  where pragma_table_list.schema = 'main' and pragma_table_list.type in ('table', 'virtual')
    and name not like 'kysely%' and name not like 'sqlite%' and sql not like '%fts5vocab%'`

/**
 * Empties the data folder: log, projections, drafts, identity, session, files. What was there is
 * overwritten by the next transactions or given back to the system; a disk may keep it longer.
 */
export function discardWorkspace(services: Services): void {
  const { db, documents, local, session, content, now, dataDir } = services
  const { raw } = db.writer
  raw
    .transaction(() => {
      for (const name of raw.prepare(ourTables).pluck().all() as string[])
        raw.prepare(`delete from "${name}"`).run()
    })
    .immediate()
  documents.clear()
  local.forget()
  session.forget()
  content.sweep(() => false, now() + 1)
  for (const folder of ['incoming', 'backups'])
    rmSync(join(dataDir, folder), { recursive: true, force: true })
  raw.exec('vacuum')
  raw.pragma('wal_checkpoint(truncate)')
}
