import type { ActivityType } from '../../core/contract/activity-types.ts'
import type { ActivityReports } from '../../core/contract/reports.ts'
import type { Organisation } from '../../core/contract/workspace.ts'
import { readActivity } from '../../core/crdt/read-activity.ts'
import type { RecordOf } from '../../core/crdt/record.ts'
import type { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { reportRefusal } from '../../core/domain/permissions/report-permission.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import {
  type OfferedForm,
  type ReportAvailability,
  reportAvailability,
  type ReportSettings,
} from '../../core/domain/reports/report-availability.ts'
import { activityMap } from '../activities/activity-lookup.ts'
import { activityTypes, organisation, type Services } from '../app/services.ts'
import { allForms, currentVersion, type KnownForm } from '../forms/form-lookup.ts'
import type { ActivityTable } from '../storage/schema.ts'
import { lastRevision, type StoredReport } from './stored-reports.ts'

export type ReportedRow = Pick<
  ActivityTable,
  'id' | 'doc_id' | 'type_id' | 'created_by' | 'assignee_id'
>

/** The limit of the activity's type, or else of the organisation (REP-06). */
export function reportSettings(services: Services, typeId: string): ReportSettings {
  return settingsOfType(
    organisation(services),
    activityTypes(services).find(({ id }) => id === typeId),
  )
}

/** The same of a type that is at hand. */
export function settingsOfType(
  { reportLimitMin, reportGraceMin }: Organisation,
  type: ActivityType | undefined,
): ReportSettings {
  return { limitMin: type?.reportLimitMin ?? reportLimitMin, graceMin: reportGraceMin }
}

/** Forms that a type offers for new reports, in their order. */
export function formsOfType(services: Services, typeId: string): KnownForm[] {
  const type = activityTypes(services).find(({ id }) => id === typeId)
  if (!type || type.formIds.length === 0) return []
  const forms = new Map(allForms(services).map((form) => [form.id, form]))
  return type.formIds.flatMap((id) => {
    const form = forms.get(id)
    return form?.archivedAt === null && currentVersion(form) ? [form] : []
  })
}

/** What the button, the check before writing and the timeline go by (REP-02). */
export function availabilityOf(
  services: Services,
  person: Person,
  row: ReportedRow,
  { forms, startedAt }: { forms: readonly OfferedForm[]; startedAt: number | null },
): ReportAvailability {
  const record = readReported(services, row)
  const facts = { activity: factsOf(row), author: '' }
  return reportAvailability({
    activity: {
      startAt: record.startAt,
      endAt: record.endAt,
      isCancelled: record.status === 'cancelled',
      isDeleted: record.deletedAt !== null,
      reopenedAt: record.reopened?.at ?? null,
    },
    forms,
    settings: reportSettings(services, row.type_id),
    isPermitted: reportRefusal('submit', facts, person) === null,
    startedAt,
    now: services.clock.now(),
  })
}

export function factsOf({ created_by, assignee_id }: ReportedRow): {
  createdBy: string
  assigneeId: string
} {
  return { createdBy: created_by, assigneeId: assignee_id }
}

/** The activity's record, also of a deleted one. */
export function readReported(
  { documents }: Services,
  { id, doc_id }: Pick<ReportedRow, 'id' | 'doc_id'>,
): RecordOf<typeof activityRecord> {
  return documents.read(doc_id, (doc) => readActivity(activityMap(doc, id)))
}

/** Forms as the choice shows them, with the report that there is of one that is filled once (REP-04). */
export function offeredForms(
  forms: readonly KnownForm[],
  reports: readonly StoredReport[],
): ActivityReports['forms'] {
  return forms.flatMap((form) => {
    const { id, title, description, oncePerActivity } = form
    const current = currentVersion(form)
    if (!current) return []
    const existing = reports.find(
      (report) => report.revisions[0].withdrawnAt === null && lastRevision(report).formId === id,
    )
    return [
      {
        ...{ formId: id, title, description },
        ...{ versionId: current.id, versionNumber: current.number },
        isReadable: current.definition !== null,
        existingReportId: oncePerActivity ? (existing?.id ?? null) : null,
      },
    ]
  })
}
