import type * as Y from 'yjs'
import { renumberVersion } from '../../core/crdt/edit-form.ts'
import { greatestNumber, versionsOfOneNumber } from '../../core/crdt/read-form.ts'
import { versionRecord } from '../../core/crdt/records/form-records.ts'
import { entryOfRecord } from '../documents/entry-of-write.ts'
import type { StoredEntry } from '../documents/update-log.ts'

/**
 * Of two versions that were published under one number, the one that comes later in the server's log
 * takes the next number (FRM-07). Its device decides that, and no other: it gets the other version while
 * the server does not have its own. Call inside a transaction of the form's document.
 *
 * @param log every update of the document
 * @param sharedUpTo rows of the log that the server has
 */
export function settleVersions(doc: Y.Doc, log: readonly StoredEntry[], sharedUpTo: number): void {
  for (const group of versionsOfOneNumber(doc)) {
    const waiting = group.filter((id) => isWaiting(doc, id, log, sharedUpTo))
    if (waiting.length === group.length) continue
    for (const id of waiting) renumberVersion(doc, id, greatestNumber(doc) + 1)
  }
}

function isWaiting(
  doc: Y.Doc,
  versionId: string,
  log: readonly StoredEntry[],
  sharedUpTo: number,
): boolean {
  const entry = entryOfRecord(log, doc.getMap(versionRecord.root).get(versionId))
  return entry?.origin === 'local' && entry.seq > sharedUpTo
}
