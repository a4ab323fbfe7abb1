import { conversationRecord } from '../../core/crdt/records/conversation-record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import {
  chainHeadsRoot,
  deviceKeysRoot,
  positionsRoot,
} from '../../core/crdt/verification-evidence.ts'
import { touchedActivities } from '../../core/crdt/touched-activities.ts'
import { seenNotesRoot, subscriptionsRoot } from '../../core/crdt/attention.ts'
import { summaryFeedbackRoot } from '../../core/crdt/summary-feedback.ts'
import type { Projector } from '../documents/document-store.ts'
import { formRoots, rootsOf } from '../documents/loaded-document.ts'
import type { Connection } from '../storage/connection.ts'
import { activityProjection } from './activity-projection.ts'
import { attemptProjection } from './attempt-projection.ts'
import { attachmentProjection } from './attachment-projection.ts'
import { conflictProjection, withConflictsOf } from './conflict-projection.ts'
import { contactProjection } from './contact-projection.ts'
import { customerProjection } from './customer-projection.ts'
import { noteProjection } from './note-projection.ts'
import { PendingTexts } from './pending-texts.ts'
import type { Projection } from './projection.ts'
import { reportProjection } from './report-projection.ts'
import { salesProjection } from './sales-projection.ts'
import { taskProjection } from './task-projection.ts'
import { noticeProjection } from './notice-projection.ts'
import { teamProjection } from './team-projection.ts'
import { textWriter } from './text-writer.ts'

/** All projections, run in the order in which a document's root maps are listed in `rootsOf`. */
export function createProjector(writer: Connection): Projector {
  const projections: readonly Projection[] = [
    noticeProjection('organisation', 'organisation'),
    noticeProjection('builtinTypes', 'activity_type'),
    noticeProjection('activityTypes', 'activity_type'),
    teamProjection(writer),
    noticeProjection('members', 'member'),
    ...formRoots.map((root) => noticeProjection(root, 'form')),
    customerProjection(writer),
    contactProjection(writer),
    taskProjection(writer),
    salesProjection(writer),
    noticeProjection(summaryFeedbackRoot, 'summary_feedback'),
    attachmentProjection(writer),
    noteProjection(writer),
    reportProjection(writer),
    attemptProjection(writer),
    activityProjection(writer),
    conflictProjection(writer),
    noticeProjection(positionsRoot, 'position'),
    noticeProjection(deviceKeysRoot, 'evidence'),
    noticeProjection(chainHeadsRoot, 'evidence'),
    noticeProjection('preferences', 'preferences'),
    noticeProjection('savedViews', 'preferences'),
    noticeProjection(subscriptionsRoot, 'notification'),
    noticeProjection(seenNotesRoot, 'notification'),
    noticeProjection(conversationRecord.root, 'conversation'),
  ]
  const writeTexts = textWriter(writer)
  const byRoot = new Map(projections.map((projection) => [projection.root, projection]))

  return {
    begin(changes) {
      const texts = new PendingTexts()
      return {
        project({ id, kind, doc }, touched) {
          // Notes and files change their activity's counts and text, so it is projected with them.
          const records =
            kind === 'activities'
              ? new Map(touched).set(activityRecord.root, touchedActivities(doc, touched))
              : touched
          const all = withConflictsOf(doc, records)
          for (const root of rootsOf[kind]) {
            const ids = all.get(root)
            if (ids?.size)
              byRoot.get(root)?.project({ documentId: id, doc, ids, touched: all, changes, texts })
          }
        },
        finish: () => writeTexts(texts),
      }
    },
    clear() {
      for (const { tables } of projections)
        for (const table of tables) writer.prepared(`delete from ${table}`).run()
    },
  }
}
