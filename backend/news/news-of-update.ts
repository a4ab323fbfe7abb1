import type * as Y from 'yjs'
import type { NewsKind } from '../../core/contract/news.ts'
import type { ChangedRecord } from '../../core/crdt/changed-records.ts'
import { readActivity } from '../../core/crdt/read-activity.ts'
import { findRecord, readRecord } from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { attachmentRecord } from '../../core/crdt/records/attachment-record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import { activityOfFile, activityOfNote } from '../../core/crdt/touched-activities.ts'

/** Root maps whose changes can be news. */
export const newsRoots = [activityRecord.root, noteRecord.root, attachmentRecord.root]

export interface FoundNews {
  readonly activityId: string
  readonly kind: NewsKind
  /** A change of what somebody had added: no more news while that is new itself. */
  readonly of: 'note' | 'file' | null
  /** Whoever the record names as its last author. */
  readonly stampedBy: string
}

const stamps = new Set(['updatedAt', 'updatedBy'])

/** What an update that was just applied means to those who look at activities (TL-19). */
export function newsOfUpdate(doc: Y.Doc, records: readonly ChangedRecord[]): FoundNews[] {
  return records.flatMap((record) => {
    const isStampOnly = !record.isNew && [...record.keys].every((key) => stamps.has(key))
    const found = isStampOnly ? undefined : newsOf(doc, record)
    const map = found && findRecord(doc, activityRecord, found.activityId)
    // What is done in the trash is nobody's concern.
    const isShown = map && (readActivity(map).deletedAt === null || found.kind === 'deleted')
    return isShown ? [found] : []
  })
}

function newsOf(doc: Y.Doc, { root, id, isNew, keys }: ChangedRecord): FoundNews | undefined {
  if (root === activityRecord.root) {
    const map = findRecord(doc, activityRecord, id)
    if (!map) return undefined
    const { deletedAt, updatedBy } = readActivity(map)
    const isDeleted = deletedAt !== null && (isNew || keys.has('deletedAt'))
    const kind = isDeleted ? 'deleted' : isNew ? 'created' : 'changed'
    return { activityId: id, kind, of: null, stampedBy: updatedBy }
  }
  const isNote = root === noteRecord.root
  const recordKind = isNote ? noteRecord : attachmentRecord
  const activityId = isNote ? activityOfNote(doc, id) : activityOfFile(doc, id)
  const map = findRecord(doc, recordKind, id)
  if (!map || activityId === undefined) return undefined
  const of = isNote ? 'note' : 'file'
  const { updatedBy } = readRecord(recordKind, map)
  return { activityId, kind: isNew ? of : 'changed', of, stampedBy: updatedBy }
}
