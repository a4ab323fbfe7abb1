import type * as Y from 'yjs'
import { findRecord, readRecord } from './record.ts'
import { activityRecord } from './records/activity-record.ts'
import { attachmentRecord } from './records/attachment-record.ts'
import { conflictOfKey, conflictRoot, readConflict } from './records/conflict-record.ts'
import { noteRecord } from './records/note-record.ts'
import { reportRecord } from './records/report-record.ts'
import { attemptsRoot, readAttempt } from './verification-evidence.ts'

/**
 * The activities that a change is about: those among the touched records, and those of touched notes,
 * files, reports, attempts to verify and conflicts.
 *
 * @param touched ids of records by root map, of one document of activities
 */
export function touchedActivities(
  doc: Y.Doc,
  touched: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const activities = new Set(touched.get(activityRecord.root))
  const add = (id: string | undefined): void => {
    if (id !== undefined && findRecord(doc, activityRecord, id)) activities.add(id)
  }
  for (const id of touched.get(noteRecord.root) ?? []) add(activityOfNote(doc, id))
  for (const id of touched.get(attachmentRecord.root) ?? []) add(activityOfFile(doc, id))
  for (const id of touched.get(reportRecord.root) ?? []) add(activityOfReport(doc, id))
  for (const id of touched.get(attemptsRoot) ?? []) add(readAttempt(doc, id)?.attempt.activityId)
  for (const key of touched.get(conflictRoot) ?? []) {
    const conflict = readConflict(doc, conflictOfKey(key))
    if (conflict?.root === activityRecord.root) add(conflict.recordId)
  }
  return activities
}

export function activityOfNote(doc: Y.Doc, noteId: string): string | undefined {
  const map = findRecord(doc, noteRecord, noteId)
  return map && readRecord(noteRecord, map).activityId
}

export function activityOfReport(doc: Y.Doc, reportId: string): string | undefined {
  const map = findRecord(doc, reportRecord, reportId)
  return map && readRecord(reportRecord, map).activityId
}

/** The activity that a file hangs on, itself or by a note. */
export function activityOfFile(doc: Y.Doc, fileId: string): string | undefined {
  const map = findRecord(doc, attachmentRecord, fileId)
  const parent = map && readRecord(attachmentRecord, map).parent
  if (parent?.kind === 'note') return activityOfNote(doc, parent.id)
  if (parent?.kind === 'report') return activityOfReport(doc, parent.id)
  return parent?.kind === 'activity' ? parent.id : undefined
}
