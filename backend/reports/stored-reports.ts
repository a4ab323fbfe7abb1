import * as Y from 'yjs'
import { readRecord, type RecordOf } from '../../core/crdt/record.ts'
import { reportRecord } from '../../core/crdt/records/report-record.ts'
import { minuteMs } from '../../core/domain/time/instant.ts'
import { serverUserId } from '../../core/sync/log-entry.ts'
import { requireActivity } from '../activities/activity-lookup.ts'
import { AppError } from '../../core/contract/app-error.ts'
import type { Services } from '../app/services.ts'
import { entryOfRecord } from '../documents/entry-of-write.ts'
import type { StoredEntry } from '../documents/update-log.ts'

/** One revision as it lies in the document. */
export interface StoredRevision extends RecordOf<typeof reportRecord> {
  readonly id: string
  /** When the team's server got it; `null` where it was made here, or is not known any more. */
  readonly receivedAt: number | null
}

/** A report: its revisions, the first one first. Marks such as a withdrawal stand in the first. */
export interface StoredReport {
  readonly id: string
  readonly documentId: string
  readonly revisions: readonly [StoredRevision, ...StoredRevision[]]
}

/** What arrives within so long was as good as at once. */
const soonMs = 2 * minuteMs

/** The reports of an activity that are not deleted, the last one first. @throws AppError `E-NOT-FOUND` */
export function reportsOfActivity(services: Services, activityId: string): StoredReport[] {
  const { doc_id } = requireActivity(services, activityId)
  const all = revisionsIn(services, doc_id, (each) => each.activityId === activityId)
  return chained(doc_id, all)
    .filter(({ revisions: [first] }) => first.deletedAt === null)
    .sort(
      (a, b) => b.revisions[0].submittedAt - a.revisions[0].submittedAt || (a.id < b.id ? 1 : -1),
    )
}

/** A report, also a deleted one. @throws AppError `E-NOT-FOUND` */
export function requireReport(services: Services, id: string): StoredReport {
  const row = services.db.writer
    .prepared('select doc_id, first_id from report where id = ?')
    .get(id) as { doc_id: string; first_id: string } | undefined
  const isOfReport = (each: { id: string; revisionOf: string | null }): boolean =>
    (each.revisionOf ?? each.id) === row?.first_id
  const [report] = row ? chained(row.doc_id, revisionsIn(services, row.doc_id, isOfReport)) : []
  if (!report) throw new AppError('E-NOT-FOUND', 'no such report', { report: id })
  return report
}

export function lastRevision({ revisions }: StoredReport): StoredRevision {
  return revisions.at(-1) ?? revisions[0]
}

/** Revisions whose first one is not here are not shown: it comes, or somebody else has it. */
function chained(documentId: string, all: readonly StoredRevision[]): StoredReport[] {
  const later = Map.groupBy(
    all.filter(({ revisionOf }) => revisionOf !== null),
    ({ revisionOf }) => revisionOf,
  )
  return all
    .filter(({ revisionOf }) => revisionOf === null)
    .map((first) => {
      const others = (later.get(first.id) ?? []).sort(
        (a, b) => a.submittedAt - b.submittedAt || (a.id < b.id ? -1 : 1),
      )
      return { id: first.id, documentId, revisions: [first, ...others] }
    })
}

/** The log is read for those that are wanted only: a document has the reports of hundreds of activities. */
function revisionsIn(
  services: Services,
  documentId: string,
  isWanted: (revision: Omit<StoredRevision, 'receivedAt'>) => boolean,
): StoredRevision[] {
  let entries: StoredEntry[] | undefined
  return services.documents.read(documentId, (doc) =>
    [...doc.getMap(reportRecord.root)].flatMap(([id, map]) => {
      if (!(map instanceof Y.Map)) return []
      const record = { ...readRecord(reportRecord, map as Y.Map<unknown>), id }
      if (!isWanted(record)) return []
      entries ??= services.log.entriesOf(documentId)
      return [{ ...record, receivedAt: receivedAt(record.submittedAt, map, entries) }]
    }),
  )
}

/** By the update that brought the record: the server says when it accepted it. */
function receivedAt(
  submittedAt: number,
  map: Y.Map<unknown>,
  entries: readonly StoredEntry[],
): number | null {
  const entry = entryOfRecord(entries, map)
  const isLate = entry?.origin === 'remote' && entry.at - submittedAt > soonMs
  return isLate && entry.userId !== serverUserId ? entry.at : null
}
