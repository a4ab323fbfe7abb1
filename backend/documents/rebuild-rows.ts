import { AppError } from '../../core/contract/app-error.ts'
import { documentKind } from '../../core/crdt/document-id.ts'
import type { DocumentStore } from './document-store.ts'

const documentsAtOnce = 50

/**
 * Empties the read tables and fills them from the log, document by document. Everybody else has a turn
 * in between.
 *
 * @returns how many documents there were
 * @throws AppError `CANCELLED`: the tables lack what was not reached
 */
export async function rebuildRows(
  documents: DocumentStore,
  progress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<number> {
  documents.clearRows()
  const ids = inOrder(documents.ids())
  for (let done = 0; done < ids.length; done += documentsAtOnce) {
    if (signal?.aborted) throw new AppError('CANCELLED', 'stopped')
    documents.project(ids.slice(done, done + documentsAtOnce))
    progress(Math.min(done + documentsAtOnce, ids.length), ids.length)
    await new Promise(setImmediate)
  }
  return ids.length
}

/** Settings and people first, customers next: activities look them up. */
function inOrder(ids: readonly string[]): string[] {
  const rank = {
    ...{ settings: 0, directory: 1, form: 1, customer: 2, activities: 3 },
    ...{ user: 4, evidence: 4, positions: 4 },
  } as const
  const rankOf = (id: string): number => rank[documentKind(id) ?? 'user']
  return ids.filter((id) => documentKind(id)).sort((a, b) => rankOf(a) - rankOf(b))
}
