import type * as Y from 'yjs'
import { knownWritesOf } from '../../core/crdt/deletion.ts'
import { type AnyRecordKind, type PatchOf, writeRecord } from '../../core/crdt/record.ts'
import type { activityRecord } from '../../core/crdt/records/activity-record.ts'
import type { activityTypeRecord } from '../../core/crdt/records/activity-type-record.ts'
import type { taskRecord } from '../../core/crdt/records/task-record.ts'
import { deletedMeta } from '../handlers/record-meta.ts'
import type { Author } from './document-store.ts'

/** Kinds of records that come back when they were deleted while somebody changed them. */
export type ReturningKind = typeof activityRecord | typeof activityTypeRecord | typeof taskRecord

/** Deletes a record, saying what was known of it (SYN-06, TSK-04, TYP-06), or restores it. */
export function writeDeletion(
  kind: ReturningKind,
  map: Y.Map<unknown>,
  author: Author,
  deleted: boolean,
): void {
  const { deletedAt, deletedBy } = deletedMeta(author, deleted)
  write(kind, map, { deletedAt, deletedBy, deletedSeen: deleted ? knownWritesOf(map) : null })
}

/** Puts a deletion back as `before` has it, whatever that holds: it comes from outside. */
export function putDeletionBack(
  kind: ReturningKind,
  map: Y.Map<unknown>,
  before: Readonly<Record<string, unknown>>,
): void {
  const { deletedAt, deletedBy, deletedSeen } = kind.fields
  write(kind, map, {
    deletedAt: deletedAt(before['deletedAt']),
    deletedBy: deletedBy(before['deletedBy']),
    deletedSeen: deletedSeen(before['deletedSeen']),
  })
}

function write(kind: AnyRecordKind, map: Y.Map<unknown>, patch: Record<string, unknown>): void {
  writeRecord(kind, map, patch as PatchOf<AnyRecordKind>)
}
