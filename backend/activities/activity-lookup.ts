import * as Y from 'yjs'
import type { Activity } from '../../core/contract/activities.ts'
import { AppError } from '../../core/contract/app-error.ts'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import { activitiesDocumentId } from '../../core/crdt/document-id.ts'
import { readActivity } from '../../core/crdt/read-activity.ts'
import { newerKeys, findRecord, type RecordOf, textOf } from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { sanitiseDelta } from '../../core/richtext/sanitise-delta.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import type { Services } from '../app/services.ts'
import { mainCustomerId } from '../customers/customer-lookup.ts'
import { activityRights, factsOfRow } from '../permissions/record-rights.ts'
import type { ActivityTable } from '../storage/schema.ts'
import { statements } from '../storage/statements.ts'
import { rowMarks, sharingOf } from '../timeline/row-marks.ts'

/** A document takes new records up to these limits, then its next shard does. */
const maxRecords = 500
const maxBytes = 256 * 1024

/** @throws AppError `E-NOT-FOUND` */
export function requireActivity({ db }: Services, id: string): ActivityTable {
  const row = db.writer.first(statements.selectFrom('activity').selectAll().where('id', '=', id))
  if (!row) throw new AppError('E-NOT-FOUND', 'no such activity', { activity: id })
  return row
}

/** The record's map for writing. @throws AppError `E-NOT-FOUND` */
export function activityMap(doc: Y.Doc, id: string): Y.Map<unknown> {
  const map = findRecord(doc, activityRecord, id)
  if (!map) throw new AppError('E-NOT-FOUND', 'no such activity', { activity: id })
  return map
}

/**
 * The same of an activity that is not deleted: changing one that is would bring it back, as if its
 * deletion had not been known (SYN-06). Restoring has its own command, with its own right.
 *
 * @throws AppError `E-NOT-FOUND`
 */
export function presentActivityMap(doc: Y.Doc, id: string): Y.Map<unknown> {
  const map = activityMap(doc, id)
  if (readActivity(map).deletedAt !== null)
    throw new AppError('E-NOT-FOUND', 'the activity is deleted', { activity: id })
  return map
}

/** The stored record. @throws AppError `E-NOT-FOUND` */
export function readActivityRecord(
  services: Services,
  { id, doc_id }: Pick<ActivityTable, 'id' | 'doc_id'>,
): RecordOf<typeof activityRecord> {
  return services.documents.read(doc_id, (doc) => readActivity(activityMap(doc, id)))
}

/** The document of the customer's activities of the year in which there is room. */
export function documentForNewActivity(services: Services, customerId: string, at: number): string {
  const main = mainCustomerId(services, customerId)
  const year = new Date(at).getUTCFullYear()
  const shards = services.log.shardsOf(activitiesDocumentId(main, year))
  const last = shards.at(-1)
  if (!last) return activitiesDocumentId(main, year)
  if (last.records < maxRecords && last.bytes < maxBytes) return last.id
  return activitiesDocumentId(main, year, shards.length + 1)
}

/** Everything the details pane shows to a person; `null` when there is no such activity. */
export function activityDetails(services: Services, person: Person, id: string): Activity | null {
  const { reader } = services.db
  const row = reader.first(statements.selectFrom('activity').selectAll().where('id', '=', id))
  if (!row) return null
  const { record, description, newerFields } = services.documents.read(row.doc_id, (doc) => {
    const map = activityMap(doc, id)
    const text = textOf(map, 'description')
    return {
      record: readActivity(map),
      newerFields: newerKeys(activityRecord, map).length,
      description: text ? sanitiseDelta(text.toDelta() as DeltaOp[]) : [],
    }
  })
  const { overrideReason, origin, deletedSeen, typeGiven, typeKept, ...others } = record
  const { reopened, reportIds, verificationExplained, ...fields } = others
  void verificationExplained
  void reopened
  void reportIds
  void overrideReason
  void origin
  void deletedSeen
  void typeGiven
  void typeKept
  return {
    id,
    ...fields,
    documentId: row.doc_id,
    ...customerOfActivity(services, row.customer_id),
    description,
    newerFields,
    noteCount: row.note_count,
    attachmentCount: row.attachment_count,
    reportCount: row.report_count,
    verification: row.verification,
    may: activityRights(services, person, factsOfRow(row)),
    ...rowMarks(reader, sharingOf(services), [id])(id),
  }
}

/** What an activity shows of its customer. */
export function customerOfActivity(
  { db }: Services,
  customerId: string,
): Pick<Activity, 'customerName' | 'parentName' | 'customerGone' | 'customerTz'> {
  const customer = db.reader.first(
    statements
      .selectFrom('customer as c')
      .leftJoin('customer as p', 'p.id', 'c.parent_id')
      .select(['c.name', 'c.tz', 'c.deleted_at', 'p.name as parent_name'])
      .where('c.id', '=', customerId),
  )
  return {
    customerName: customer?.name ?? '',
    parentName: customer?.parent_name ?? null,
    customerGone: !customer || customer.deleted_at !== null,
    customerTz: customer?.tz ?? null,
  }
}
