import type { WantedDocument } from '../../core/sync/feed-messages.ts'
import type { Connection } from '../storage/connection.ts'

/** A document that the server has and this device lacks. */
export interface ListedDocument extends WantedDocument {
  /** Where it stands in the list; from `fetchOrder`. */
  readonly place: string
}

/** What is still to be fetched, over restarts. Writes belong into the caller's transaction. */
export interface FetchList {
  /** At most `limit` documents in order, from after a place on; from the first one for ''. */
  next(after: string, limit: number): ListedDocument[]
  /** Adds documents by their places; one that is listed already stays as it is. */
  add(places: ReadonlyMap<string, string>): void
  /** These are here. */
  complete(documents: readonly ListedDocument[]): void
  /** Entries of the document up to `seq` are here. */
  reached(document: ListedDocument, seq: number): void
  clear(): void
  count(): number
}

export function openFetchList(connection: Connection): FetchList {
  const next = connection.prepared(
    'select place, doc_id as documentId, after_seq as "after" from to_fetch where place > ? order by place limit ?',
  )
  const insert = connection.prepared(
    'insert into to_fetch (place, doc_id, after_seq) values (?, ?, 0) on conflict do nothing',
  )
  const remove = connection.prepared('delete from to_fetch where place = ?')
  const reached = connection.prepared('update to_fetch set after_seq = ? where place = ?')
  const clear = connection.prepared('delete from to_fetch')
  const count = connection.prepared('select count(*) from to_fetch').pluck()
  return {
    next: (after, limit) => next.all(after, limit) as ListedDocument[],
    add: (places) => places.forEach((place, documentId) => insert.run(place, documentId)),
    complete: (documents) => documents.forEach(({ place }) => remove.run(place)),
    reached: ({ place }, seq) => void reached.run(seq, place),
    clear: () => void clear.run(),
    count: () => count.get() as number,
  }
}
