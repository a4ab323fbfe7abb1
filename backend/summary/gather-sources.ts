import type { DeltaOp, Locale } from '../../core/contract/scalars.ts'
import { customerDocumentId } from '../../core/crdt/document-id.ts'
import { findRecord, readRecord, textOf } from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import { reportRecord } from '../../core/crdt/records/report-record.ts'
import { readFeedback } from '../../core/crdt/summary-feedback.ts'
import { zonedAt } from '../../core/domain/time/zoned.ts'
import type {
  SourceActivity,
  SourceTask,
  SourceText,
  SummarySources,
} from '../../core/domain/summary/summary.ts'
import { summaryWindow, withinWindow } from '../../core/domain/summary/within-window.ts'
import { deltaToText } from '../../core/richtext/delta-to-text.ts'
import { sanitiseDelta } from '../../core/richtext/sanitise-delta.ts'
import { activityTypes, organisation, type Services } from '../app/services.ts'
import { descendantIds, mainCustomerId } from '../customers/customer-lookup.ts'
import { salesForSummary } from '../sales/customer-sales.ts'
import type { ActivityTable, NoteTable, TaskTable } from '../storage/schema.ts'
import { reportSource } from './report-source.ts'

/** More than a window holds, whatever day it is where. */
const readActivities = 2 * summaryWindow.activities
const readNotes = summaryWindow.notes
/** Time of one stretch of reading; other work gets its turn then. */
const stretchMs = 15

type NoteRow = NoteTable & { customer_id: string; tz: string }

/**
 * All that the summary of a customer is made from on this device: what the person may not see is not
 * here (AIS-02). A customer with branches is read with them.
 *
 * @throws the signal's reason when it is aborted
 */
export async function gatherSources(
  services: Services,
  customerId: string,
  locale: Locale,
  signal?: AbortSignal,
): Promise<SummarySources> {
  const { clock, db, documents } = services
  const { tz } = organisation(services)
  const customers = JSON.stringify([customerId, ...descendantIds(services, customerId)])
  const rest = takingTurns(signal)

  const typeNames = new Map(
    activityTypes(services).map(({ id, name }) => [id, textIn(name, locale)]),
  )
  const rows = db.reader
    .prepared(
      `select * from activity
       where customer_id in (select value from json_each(?)) and deleted_at is null
       order by coalesce(start_at, created_at) desc, id desc limit ?`,
    )
    .all(customers, readActivities) as ActivityTable[]
  const texts: SourceText[] = []
  const activities: SourceActivity[] = []
  for (const row of rows) {
    await rest()
    const at = row.start_at ?? row.created_at
    const day = dayAt(at, row.tz)
    const typeName = typeNames.get(row.type_id) ?? ''
    activities.push({ id: row.id, typeName, day, status: row.status as SourceActivity['status'] })
    const place = { activityId: row.id, customerId: row.customer_id }
    documents.read(row.doc_id, (doc) => {
      const map = findRecord(doc, activityRecord, row.id)
      const text = map ? plainText(textOf(map, 'description')?.toDelta() as DeltaOp[]) : ''
      if (text !== '')
        texts.push({
          id: row.id,
          kind: 'activity',
          ...place,
          at,
          day,
          authorId: row.created_by,
          text,
        })
    })
    for (const report of reportsOf(services, row.id)) {
      const record = documents.read(report.doc_id, (doc) => {
        const map = findRecord(doc, reportRecord, report.last_id)
        return map && readRecord(reportRecord, map)
      })
      const source = record && reportSource(services, record)
      if (source)
        texts.push({
          ...{ id: report.id, kind: 'report', ...place, at: record.submittedAt },
          ...{ day: dayAt(record.submittedAt, row.tz), authorId: record.createdBy },
          ...source,
        })
    }
  }

  const notes = db.reader
    .prepared(
      `select n.*, a.customer_id, a.tz from note as n join activity as a on a.id = n.activity_id
       where a.customer_id in (select value from json_each(?))
         and n.deleted_at is null and a.deleted_at is null
       order by n.created_at desc, n.id desc limit ?`,
    )
    .all(customers, readNotes) as NoteRow[]
  for (const note of notes) {
    await rest()
    documents.read(note.doc_id, (doc) => {
      const map = findRecord(doc, noteRecord, note.id)
      const text = map ? plainText(textOf(map, 'body')?.toDelta() as DeltaOp[]) : ''
      if (text === '') return
      texts.push({
        ...{ id: note.id, kind: 'note', activityId: note.activity_id, text },
        ...{ customerId: note.customer_id, at: note.created_at, authorId: note.created_by },
        day: dayAt(note.created_at, note.tz),
      })
    })
  }

  const tasks = (
    db.reader
      .prepared(
        `select * from task
         where customer_id in (select value from json_each(?)) and deleted_at is null
         order by id`,
      )
      .all(customers) as TaskTable[]
  ).map((task): SourceTask => ({
    ...{ id: task.id, activityId: task.activity_id, title: task.title },
    assigneeId: task.assignee_id,
    dueOn: task.due_day ?? (task.due_at === null ? null : dayAt(task.due_at, tz)),
    ...{ createdAt: task.created_at, completedAt: task.completed_at },
  }))
  const today = dayAt(clock.now(), tz)
  const sales = salesForSummary(services, customerId, true)
  const { leftOut: _, ...read } = withinWindow({ texts, tasks, activities, sales }, today)
  return { ...read, judgements: judgementsOf(services, customerId), today, locale }
}

/** What the team said of statements about a customer and its branches. */
export function judgementsOf(services: Services, customerId: string): SummarySources['judgements'] {
  const documentId = customerDocumentId(mainCustomerId(services, customerId))
  return services.documents.read(documentId, readFeedback)
}

/** Reports that stand, each with its last revision. */
function reportsOf(
  { db }: Services,
  activityId: string,
): { id: string; doc_id: string; last_id: string }[] {
  return db.reader
    .prepared(
      `select f.id, f.doc_id, (select l.id from report as l where l.activity_id = f.activity_id
          and l.first_id = f.id order by l.submitted_at desc, l.id desc limit 1) as last_id
       from report as f
       where f.activity_id = ? and f.id = f.first_id
         and f.withdrawn_at is null and f.deleted_at is null
       order by f.submitted_at, f.id`,
    )
    .all(activityId) as { id: string; doc_id: string; last_id: string }[]
}

/** Gives way to other work after every stretch. */
function takingTurns(signal: AbortSignal | undefined): () => Promise<void> {
  let until = performance.now() + stretchMs
  return async () => {
    signal?.throwIfAborted()
    if (performance.now() < until) return
    await new Promise(setImmediate)
    until = performance.now() + stretchMs
  }
}

function plainText(ops: readonly DeltaOp[] | undefined): string {
  return ops ? deltaToText(sanitiseDelta([...ops])).trim() : ''
}

const dayAt = (at: number, tz: string): string => zonedAt(at, tz).toPlainDate().toString()

const textIn = (
  text: { fr?: string | undefined; en?: string | undefined },
  locale: Locale,
): string => text[locale] ?? text.fr ?? text.en ?? ''
