import type { StoredStatus } from '../../core/contract/activities.ts'
import type { TimelineRow } from '../../core/contract/timeline.ts'
import { isOverdue } from '../../core/domain/activities/overdue.ts'
import { reportDeadline } from '../../core/domain/reports/report-availability.ts'
import type { VerificationStatus } from '../../core/domain/verification/outcomes.ts'
import { type ActivityFactsRow, factsOfRow } from '../permissions/record-rights.ts'
import type { Reporting } from '../reports/reporting.ts'
import type { TimelineScope } from './timeline-scope.ts'
import type { RowMarks } from './row-marks.ts'

export interface StoredTimelineRow extends ActivityFactsRow {
  rid: number
  id: string
  type_id: string
  customer_id: string
  title: string | null
  start_at: number | null
  end_at: number | null
  sort_end: number
  tz: string
  status: string
  awaiting: number
  attachment_count: number
  note_count: number
  reopened_at: number | null
  verification: VerificationStatus
  first_line: string
  excerpt: string
  last_note: string | null
  deleted_at: number | null
  customer_name: string | null
  customer_tz: string | null
  customer_deleted_at: number | null
  parent_name: string | null
}

export function toTimelineRow(
  row: StoredTimelineRow,
  marks: RowMarks,
  {
    now,
    mayOf,
    reporting,
    verifiableTypes,
  }: Pick<TimelineScope, 'now' | 'mayOf' | 'reporting' | 'verifiableTypes'>,
): TimelineRow {
  const status = row.status as StoredStatus
  const times = { startAt: row.start_at, endAt: row.end_at }
  const isAwaiting = row.awaiting === 1
  return {
    id: row.id,
    block: blockOf(row, now),
    typeId: row.type_id,
    customerId: row.customer_id,
    customerName: row.customer_name ?? '',
    parentName: row.parent_name,
    customerGone: row.customer_name === null || row.customer_deleted_at !== null,
    title: row.title,
    ...times,
    tz: row.tz,
    customerTz: row.customer_tz,
    status,
    // `awaiting` already tells whether the type is a planned one.
    overdue:
      isAwaiting && isOverdue({ status, isPlannedType: true, reportCount: 0, ...times }, now),
    assigneeId: row.assignee_id,
    attachmentCount: row.attachment_count,
    noteCount: row.note_count,
    reportCount: row.report_count,
    report: reportOf(row, reporting),
    verification:
      row.verification !== 'unverified' || verifiableTypes.includes(row.type_id)
        ? row.verification
        : null,
    firstLine: row.first_line,
    excerpt: row.excerpt,
    lastNote: row.last_note,
    createdAt: row.created_at,
    may: mayOf(factsOfRow(row)),
    deletedAt: row.deleted_at,
    ...marks,
  }
}

function blockOf(row: StoredTimelineRow, now: number): TimelineRow['block'] {
  if (row.start_at === null) return 'undated'
  return row.awaiting === 1 || row.start_at > now ? 'upcoming' : 'history'
}

function reportOf(
  { id, type_id, start_at, end_at, status, deleted_at, reopened_at }: StoredTimelineRow,
  { types, requiring, drafts, clockOffsetMs }: Reporting,
): TimelineRow['report'] {
  const settings = types.get(type_id)
  if (!settings || status === 'cancelled' || deleted_at !== null) return null
  const times = { startAt: start_at, endAt: end_at, reopenedAt: reopened_at }
  const deadline = reportDeadline(times, settings.limitMin)
  return {
    from: start_at === null ? null : start_at + clockOffsetMs,
    until: deadline === null ? null : deadline + clockOffsetMs,
    hasDraft: drafts.has(id),
    isRequired: requiring.has(type_id),
  }
}
