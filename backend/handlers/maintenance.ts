import { statSync } from 'node:fs'
import type { maintenanceContract } from '../../core/contract/maintenance.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import type { Services } from '../app/services.ts'
import { rebuildRows } from '../documents/rebuild-rows.ts'

export function maintenanceHandlers({
  dataDir,
  db,
  content,
  documents,
}: Services): Handlers<typeof maintenanceContract, RequestContext> {
  const count = (table: string, where = ''): number =>
    db.reader.prepared(`select count(*) from ${table} ${where}`).pluck().get() as number
  return {
    'maintenance.info': () => ({
      dataDir,
      databaseBytes: statSync(db.file).size,
      filesBytes: content.size(),
      customers: count('customer', 'where deleted_at is null'),
      activities: count('activity', 'where deleted_at is null'),
      updates: count('upd'),
    }),
    'maintenance.rebuild': async (_input, { progress, signal }) => ({
      documents: await rebuildRows(documents, (done, total) => progress({ done, total }), signal),
    }),
  }
}
