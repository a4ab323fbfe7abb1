import type * as Y from 'yjs'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import { readActivity } from '../../core/crdt/read-activity.ts'
import { findRecord, readRecord, type RecordOf, textOf } from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import { reportRecord } from '../../core/crdt/records/report-record.ts'
import { builtinTypes } from '../../core/domain/activity-types/builtin-types.ts'
import { isAwaiting } from '../../core/domain/activities/overdue.ts'
import { answersText } from '../../core/domain/reports/answers-text.ts'
import {
  type JudgedAttempt,
  verificationStatus,
} from '../../core/domain/verification/verification-status.ts'
import { normaliseSearch } from '../../core/imports/normalise.ts'
import { deltaToText, firstLine } from '../../core/richtext/delta-to-text.ts'
import { sanitiseDelta } from '../../core/richtext/sanitise-delta.ts'
import type { Connection } from '../storage/connection.ts'
import { prepareUpsert } from '../storage/upsert.ts'
import { activityRowNumbers } from './activity-row-number.ts'
import type { Projected, Projection } from './projection.ts'
import { scopeOf } from './scope-words.ts'

const plannedTypes = new Set(builtinTypes.filter((type) => type.isPlanned).map(({ id }) => id))
const firstLineLength = 200
const excerptLength = 400

/** Activities with what the timeline shows of them, and their row of the search index. */
export function activityProjection(writer: Connection): Projection {
  const rowNumber = activityRowNumbers(writer)
  const remove = writer.prepared('delete from activity where id = ? returning rid')
  const countFiles = writer
    .prepared(
      `select count(*) from attachment
       where parent_kind = 'activity' and parent_id = ? and deleted_at is null`,
    )
    .pluck()
  const noteIds = writer
    .prepared(
      `select id from note where activity_id = ? and deleted_at is null
       order by created_at desc, id desc`,
    )
    .pluck()
  // Reports that stand, neither taken back nor deleted, which the first revision says; each by its last.
  const reportIds = writer
    .prepared(
      `select (select l.id from report as l where l.activity_id = f.activity_id
          and l.first_id = f.id order by l.submitted_at desc, l.id desc limit 1)
       from report as f
       where f.activity_id = ? and f.id = f.first_id
         and f.withdrawn_at is null and f.deleted_at is null
       order by f.submitted_at, f.id`,
    )
    .pluck()
  const attempts = writer.prepared(
    'select customer_id as customerId, outcome from verification_attempt where activity_id = ?',
  )
  const currentRow = writer.prepared('select rid from activity where id = ?').pluck()
  const upsert = prepareUpsert(writer, 'activity', 'id', [
    'rid',
    'id',
    'doc_id',
    'customer_id',
    'type_id',
    'typed_by',
    'typed_at',
    'type_kept',
    'title',
    'start_at',
    'end_at',
    'sort_end',
    'tz',
    'status',
    'awaiting',
    'assignee_id',
    'created_at',
    'created_by',
    'updated_at',
    'updated_by',
    'deleted_at',
    'deleted_by',
    'note_count',
    'attachment_count',
    'report_count',
    'reopened_at',
    'verification',
    'first_line',
    'excerpt',
    'last_note',
  ])

  function projectOne(
    { documentId, doc, texts }: Projected,
    id: string,
    map: Y.Map<unknown>,
  ): void {
    const record = readActivity(map)
    const description = plainText(map, 'description')
    const notes = (noteIds.all(id) as string[]).map((noteId) => {
      const note = findRecord(doc, noteRecord, noteId)
      return note ? plainText(note, 'body') : ''
    })
    const reports = reportIds.all(id) as string[]
    const answers = reports.map((reportId) => {
      const report = findRecord(doc, reportRecord, reportId)
      return answersText((report && readRecord(reportRecord, report).answers) ?? {})
    })
    const isAwaiting = awaiting(record)
    const before = currentRow.get(id) as number | undefined
    const rid = rowNumber(id, record.startAt ?? record.createdAt, before)
    if (before !== undefined && before !== rid) texts.removeActivity(before)
    upsert({
      rid,
      id,
      doc_id: documentId,
      customer_id: record.customerId,
      type_id: record.typeId,
      typed_by: record.typeGiven?.by ?? record.createdBy,
      typed_at: record.typeGiven?.at ?? record.createdAt,
      type_kept: record.typeKept === record.typeId ? 1 : 0,
      title: record.title,
      start_at: record.startAt,
      end_at: record.endAt,
      sort_end: record.endAt ?? -1,
      tz: record.tz,
      status: record.status,
      awaiting: isAwaiting ? 1 : 0,
      assignee_id: record.assigneeId,
      created_at: record.createdAt,
      created_by: record.createdBy,
      updated_at: record.updatedAt,
      updated_by: record.updatedBy,
      deleted_at: record.deletedAt,
      deleted_by: record.deletedBy,
      note_count: notes.length,
      attachment_count: countFiles.get(id) as number,
      report_count: reports.length,
      reopened_at: record.reopened?.at ?? null,
      verification: verificationStatus(attempts.all(id) as JudgedAttempt[], record.customerId),
      first_line: firstLine(description, firstLineLength),
      excerpt: description.trim().slice(0, excerptLength),
      last_note: notes[0]?.trim().slice(0, excerptLength) ?? null,
    })
    // Deleted activities stay in the trash, and out of every search.
    // Folded as what people type is: SQLite's tokenizer knows accents, but no `œ`.
    const columns = [
      scopeOf({ ...record, isAwaiting }),
      normaliseSearch(record.title ?? ''),
      normaliseSearch(description),
      normaliseSearch([...notes, ...answers].join('\n')),
    ] as const
    texts.putActivity(rid, record.deletedAt === null ? columns : null, before === rid)
  }

  return {
    root: activityRecord.root,
    tables: ['activity', 'activity_text'],
    project(projected) {
      const { doc, ids, changes, texts } = projected
      for (const id of ids) {
        changes.add('activity', id)
        const map = findRecord(doc, activityRecord, id)
        if (map) projectOne(projected, id, map)
        else {
          const removed = remove.get(id) as { rid: number } | undefined
          if (removed) texts.removeActivity(removed.rid)
        }
      }
    },
  }
}

function awaiting({ status, typeId }: RecordOf<typeof activityRecord>): boolean {
  return isAwaiting({ status, isPlannedType: plannedTypes.has(typeId), reportCount: 0 })
}

function plainText(map: Y.Map<unknown>, name: string): string {
  const text = textOf(map, name)
  return text ? deltaToText(sanitiseDelta(text.toDelta() as DeltaOp[])) : ''
}
