import * as Y from 'yjs'
import { isDeletionUnaware, knownWritesOf } from '../../core/crdt/deletion.ts'
import { findRecord, type PatchOf, readRecord, writeRecord } from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import type { JobControl } from '../../core/rpc/handlers.ts'
import { givenType } from '../activities/given-type.ts'
import type { Services } from '../app/services.ts'
import type { Author } from '../documents/document-store.ts'
import { touchedMeta } from '../handlers/record-meta.ts'

/** Time of one write: long enough that commits take little of it, short enough for a window to wait. */
const writeMs = 20

interface Place {
  readonly id: string
  readonly documentId: string
}

export interface GivenAnew {
  readonly from: string
  readonly to: string
  /** Only those that were given `from` by this person at this instant: an undo. */
  readonly given?: { readonly by: string; readonly at: number }
}

/**
 * Gives the activities of a type another one, those in the trash included, many in one transaction.
 * Cancelling leaves what is written.
 */
export async function giveTypeAnew(
  services: Services,
  { from, to, given }: GivenAnew,
  author: Author,
  { progress, signal }: JobControl<{ done: number; total: number }>,
): Promise<{ changed: number; cancelled: boolean }> {
  const places = placesOf(services, from, given)
  const patch = { typeId: to, ...givenType(services, to, author), ...touchedMeta(author) }
  let done = 0
  for (;;) {
    progress({ done, total: places.length })
    await new Promise(setImmediate)
    if (done === places.length || signal.aborted) break
    done = services.documents.write(author, (edit) => {
      const until = performance.now() + writeMs
      let next = done
      do {
        const { documentId } = places[next]!
        edit.document(documentId, (doc) => {
          // One document at a time: each edit of one is an update of the log.
          while (places[next]?.documentId === documentId && performance.now() < until + writeMs)
            giveType(doc, places[next++]!.id, from, patch)
        })
      } while (next < places.length && performance.now() < until)
      return next
    })
  }
  return { changed: done, cancelled: done < places.length }
}

function placesOf({ db }: Services, typeId: string, given: GivenAnew['given']): Place[] {
  const rows = given
    ? db.writer
        .prepared(
          `select id, doc_id as documentId from activity
           where type_id = ? and typed_by = ? and typed_at = ? order by doc_id, id`,
        )
        .all(typeId, given.by, given.at)
    : db.writer
        .prepared(
          'select id, doc_id as documentId from activity where type_id = ? order by doc_id, id',
        )
        .all(typeId)
  return rows as Place[]
}

function giveType(
  doc: Y.Doc,
  id: string,
  from: string,
  patch: PatchOf<typeof activityRecord>,
): void {
  const map = findRecord(doc, activityRecord, id)
  const record = map && readRecord(activityRecord, map)
  if (!map || record?.typeId !== from) return
  const staysDeleted = record.deletedAt !== null && !isDeletionUnaware(map)
  writeRecord(activityRecord, map, patch)
  // Whoever deleted it knows of this: it is no change that brings it back (SYN-06).
  if (staysDeleted) writeRecord(activityRecord, map, { deletedSeen: knownWritesOf(map) })
}
