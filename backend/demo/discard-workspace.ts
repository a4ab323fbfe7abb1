import type { Services } from '../app/services.ts'

const ownTables = ['upd', 'doc', 'draft', 'local_state', 'sync_state', 'rejected', 'server_content']
const readTables = [
  'customer',
  'customer_text',
  'contact',
  'activity',
  'activity_text',
  'note',
  'attachment',
  'team_member',
]

/** Empties the data folder: log, projections, drafts, identity, files. Only for demonstrations. */
export function discardWorkspace({ db, documents, local, content, now }: Services): void {
  db.writer.raw
    .transaction(() => {
      for (const table of [...ownTables, ...readTables])
        db.writer.prepared(`delete from ${table}`).run()
    })
    .immediate()
  documents.clear()
  local.forget()
  content.sweep(() => false, now() + 1)
}
