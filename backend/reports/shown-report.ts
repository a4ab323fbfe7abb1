import type { Report } from '../../core/contract/reports.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import {
  type ReportAction,
  reportRefusal,
} from '../../core/domain/permissions/report-permission.ts'
import { minuteMs } from '../../core/domain/time/instant.ts'
import type { Refusal } from '../../core/contract/permissions.ts'
import type { Services } from '../app/services.ts'
import { currentVersion, requireReportForm } from '../forms/form-lookup.ts'
import { toldRefusal } from '../permissions/record-rights.ts'
import { factsOf, type ReportedRow } from './report-limits.ts'
import { lastRevision, type StoredReport } from './stored-reports.ts'

/** The author of a report changes it freely for so long (REP-10); the last millisecond counts. */
const amendMs = 10 * minuteMs

/** Until when the person may change the last revision without a reason; `null` where they may not. */
export function amendableUntil(
  { clock }: Services,
  { userId }: Person,
  report: StoredReport,
): number | null {
  const { createdBy, submittedAt } = lastRevision(report)
  const until = submittedAt + amendMs
  return createdBy === userId && clock.now() <= until ? until : null
}

/** A report as the activity shows it. */
export function shownReport(
  services: Services,
  person: Person,
  row: ReportedRow,
  report: StoredReport,
): Report {
  const [first] = report.revisions
  const last = lastRevision(report)
  const form = requireReportForm(services, last.formId)
  const version = form.versions.find(({ id }) => id === last.versionId)
  return {
    ...{ id: report.id, activityId: row.id, formId: last.formId, formTitle: form.title },
    ...{ versionId: last.versionId, versionNumber: version?.number ?? 0 },
    currentNumber:
      form.archivedAt === null && form.deletedAt === null
        ? (currentVersion(form)?.number ?? null)
        : null,
    revisions: report.revisions
      .map(({ id, createdBy, submittedAt, updatedAt, reason }, index) => ({
        ...{ id, revision: index + 1, submittedBy: createdBy, submittedAt, updatedAt, reason },
      }))
      .reverse(),
    ...{ submittedBy: last.createdBy, submittedAt: last.submittedAt },
    submittedRawAt: last.submittedRawAt === last.submittedAt ? null : last.submittedRawAt,
    receivedAt: last.receivedAt,
    isClockDoubtful: last.isClockDoubtful,
    onBehalfOf: last.onBehalfOf,
    ...{ startedAt: last.startedAt, fillMs: last.fillMs, mode: last.mode },
    withdrawn:
      first.withdrawnAt === null
        ? null
        : { at: first.withdrawnAt, by: first.withdrawnBy ?? '', reason: first.withdrawnReason },
    amendableUntil: first.withdrawnAt === null ? amendableUntil(services, person, report) : null,
    may: {
      correct: reportRight(services, person, 'submit', row, report),
      withdraw: reportRight(services, person, 'withdraw', row, report),
      delete: reportRight(services, person, 'delete', row, report),
    },
  }
}

/** Why the person may not do this, as the screen says it; `null` when they may. */
export function reportRight(
  services: Services,
  person: Person,
  action: ReportAction,
  row: ReportedRow,
  report: StoredReport | null,
): Refusal | null {
  const activity = factsOf(row)
  const author = report?.revisions[0].createdBy ?? ''
  const reason = reportRefusal(action, { activity, author }, person)
  return toldRefusal(services, reason, [activity.assigneeId, activity.createdBy])
}
