import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Output, ParsedInput } from '../../core/contract/operation.ts'
import type { reportsContract } from '../../core/contract/reports.ts'
import type { Cursor } from '../../core/contract/customers.ts'
import {
  timelineBlocks,
  type TimelineFilter,
  type TimelineRow,
} from '../../core/contract/timeline.ts'
import { directoryDocumentId } from '../../core/crdt/document-id.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import type { JobControl } from '../../core/rpc/handlers.ts'
import { activityTypes, readNames, type Services } from '../app/services.ts'
import { safeFileName } from '../attachments/safe-file-name.ts'
import { requireReportForm } from '../forms/form-lookup.ts'
import { timelinePage } from '../timeline/timeline-page.ts'
import { timelineScope } from '../timeline/timeline-scope.ts'
import { namesIn } from './answer-names.ts'
import { exportWording } from './export-wording.ts'
import { type ExportedReport, type ReportTable, reportTable } from './report-table.ts'
import { lastRevision, reportsOfActivity, type StoredReport } from './stored-reports.ts'
import { uniqueNames, writeCsv, writeXlsx } from './write-tables.ts'

type Export = (typeof reportsContract)['reports.export']

const pageLength = 500

/**
 * The reports of the activities that a filter leaves, as files (REP-13).
 *
 * @throws AppError `CANCELLED`
 */
export async function exportReports(
  services: Services,
  person: Person,
  { filter, format, locale }: ParsedInput<Export>,
  { progress, signal }: JobControl<{ done: number; total: number }>,
): Promise<Output<Export>> {
  const rows = await rowsWithReports(services, filter, person, signal)
  const found = new Map<string, ExportedReport[]>()
  const people = services.documents.view(directoryDocumentId, readNames)
  const typeNames = new Map(activityTypes(services).map(({ id, name }) => [id, name]))
  for (const [done, row] of rows.entries()) {
    progress({ done, total: rows.length })
    await nextTurn()
    signal.throwIfAborted()
    const typeName = typeNames.get(row.typeId)
    const activity = row.title ?? typeName?.[locale] ?? typeName?.fr ?? typeName?.en ?? ''
    for (const report of reportsOfActivity(services, row.id)) {
      const exported = exportedReport(services, report, row, activity, people)
      if (!exported) continue
      const { formId } = lastRevision(report)
      found.set(formId, [...(found.get(formId) ?? []), exported])
    }
  }
  progress({ done: rows.length, total: rows.length })
  const tables = [...found].map(([formId, reports]) =>
    reportTable(requireReportForm(services, formId).title, reports, { locale, tz: filter.tz }),
  )
  tables.sort((a, b) => a.title.localeCompare(b.title, locale))
  return {
    files: await filesOf(tables, format, exportWording[locale], locale),
    reports: [...found.values()].reduce((sum, reports) => sum + reports.length, 0),
  }
}

async function rowsWithReports(
  services: Services,
  filter: TimelineFilter,
  person: Person,
  signal: AbortSignal,
): Promise<TimelineRow[]> {
  const scope = timelineScope(services, filter, person)
  const rows: TimelineRow[] = []
  for (const block of timelineBlocks) {
    let cursor: Cursor | null = null
    do {
      const page: { rows: TimelineRow[]; next: Cursor | null } = timelinePage(
        services.db.reader,
        scope,
        { block, cursor, limit: pageLength },
      )
      rows.push(...page.rows.filter(({ reportCount }) => reportCount > 0))
      cursor = page.next
      await nextTurn()
      signal.throwIfAborted()
    } while (cursor !== null)
  }
  return rows
}

/** `undefined` for a withdrawn report, and for one of a newer version of the app. */
function exportedReport(
  services: Services,
  report: StoredReport,
  { customerName, startAt }: TimelineRow,
  activity: string,
  people: ReadonlyMap<string, string>,
): ExportedReport | undefined {
  if (report.revisions[0].withdrawnAt !== null) return undefined
  const last = lastRevision(report)
  const version = requireReportForm(services, last.formId).versions.find(
    ({ id }) => id === last.versionId,
  )
  if (!version?.definition) return undefined
  const answers = last.answers ?? {}
  return {
    ...{ customer: customerName, activity, startAt, answers },
    submittedBy: people.get(last.createdBy) ?? '',
    submittedAt: last.submittedAt,
    revision: report.revisions.length,
    version: version.number,
    definition: version.definition,
    names: namesIn(services, version.definition, answers),
  }
}

async function filesOf(
  tables: readonly ReportTable[],
  format: 'xlsx' | 'csv',
  words: (typeof exportWording)['fr'],
  locale: 'fr' | 'en',
): Promise<Output<Export>['files']> {
  if (tables.length === 0) return []
  if (format === 'xlsx')
    return [{ name: `${words.fileName}.xlsx`, content: await writeXlsx(tables) }]
  const names = uniqueNames(tables.map(({ title }) => title || words.untitled))
  return tables.map((table, index) => ({
    name: safeFileName(`${words.fileName} – ${names[index] ?? ''}.csv`),
    content: writeCsv(table, locale),
  }))
}
