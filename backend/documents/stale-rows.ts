import type { Connection } from '../storage/connection.ts'
import type { DocumentStore } from './document-store.ts'

/** Somebody works meanwhile: a document has up to 500 records. */
const documentsAtOnce = 5

/**
 * Writes anew the rows of documents that a migration put into `to_project`, because it added columns
 * or tables that the rows of an older version do not have. Everybody else has a turn in between; what
 * is done by the time of `signal` is done, and the next start goes on.
 */
export async function projectStaleRows(
  connection: Connection,
  documents: DocumentStore,
  signal: AbortSignal,
): Promise<void> {
  const next = connection.prepared('select doc_id from to_project order by doc_id limit ?').pluck()
  const done = connection.prepared('delete from to_project where doc_id = ?')
  const some = (): string[] => next.all(documentsAtOnce) as string[]
  for (let ids = some(); ids.length > 0 && !signal.aborted; ids = some()) {
    documents.project(ids, () => ids.forEach((id) => done.run(id)))
    await new Promise(setImmediate)
  }
}
