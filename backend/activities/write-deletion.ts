import type * as Y from 'yjs'
import { knownWritesOf } from '../../core/crdt/deletion.ts'
import { writeRecord } from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import type { Author } from '../documents/document-store.ts'
import { deletedMeta } from '../handlers/record-meta.ts'

/** Deletes an activity, saying what was known of it (SYN-06), or restores it. */
export function writeDeletion(map: Y.Map<unknown>, author: Author, deleted: boolean): void {
  writeRecord(activityRecord, map, {
    ...deletedMeta(author, deleted),
    deletedSeen: deleted ? knownWritesOf(map) : null,
  })
}
