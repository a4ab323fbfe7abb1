import type { Catalogue, Documents, WantedDocument } from '../../core/sync/feed-messages.ts'
import { maxCataloguePart, maxPageBytes, maxUpdatesPerFrame } from '../../core/sync/limits.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import type { LogStore } from '../log/log-store.ts'

type IsVisible = (documentId: string) => boolean

/**
 * The list of what a client may see, part by part; the last part says so, also where it is empty.
 *
 * @throws AppError as the store does
 */
export async function* catalogueOf(
  store: LogStore,
  isVisible: IsVisible,
): AsyncGenerator<Catalogue> {
  const { seq: to, chain } = await store.head()
  for (let after: string | undefined = ''; after !== undefined;) {
    const ids: string[] = await store.documentIds(after, maxCataloguePart)
    after = ids.length < maxCataloguePart ? undefined : ids.at(-1)
    const documentIds = ids.filter(isVisible)
    yield { type: 'catalogue', to, chain, documentIds, isLast: after === undefined }
  }
}

/**
 * The entries of documents, one document after the other, as far as they fit in one frame. A document
 * that the client may not see is complete without any.
 *
 * @throws AppError as the store does
 */
export async function fetchDocuments(
  store: LogStore,
  wanted: readonly WantedDocument[],
  isVisible: IsVisible,
): Promise<Pick<Documents, 'entries' | 'complete'>> {
  const entries: LogEntry[] = []
  let bytes = 0
  for (const [complete, { documentId, after }] of wanted.entries()) {
    if (!isVisible(documentId)) continue
    for (const entry of await store.entriesOf(documentId)) {
      if (entry.seq <= after) continue
      bytes += entry.update.length
      const isFull = entries.length === maxUpdatesPerFrame || bytes > maxPageBytes
      if (isFull && entries.length > 0) return { entries, complete }
      entries.push(entry)
    }
  }
  return { entries, complete: wanted.length }
}
