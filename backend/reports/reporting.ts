import { activityOfReportDraft, reportDraftPrefix } from '../../core/contract/drafts.ts'
import type { ReportSettings } from '../../core/domain/reports/report-availability.ts'
import { activityTypes, type Services } from '../app/services.ts'
import { currentVersion } from '../forms/form-lookup.ts'
import { formsOfType, reportSettings } from './report-limits.ts'

/** What decides about the reports of many activities. */
export interface Reporting {
  /** Types that offer a form which this version of the app understands. */
  readonly types: ReadonlyMap<string, ReportSettings>
  /** Those of them that want a report (TYP-07). */
  readonly requiring: ReadonlySet<string>
  /** Activities of which a report is being filled on this device. */
  readonly drafts: ReadonlySet<string>
  /** The device's clock minus the one that deadlines go by, in ms. */
  readonly clockOffsetMs: number
}

export function reportingOf(services: Services): Reporting {
  const { clock, db, now } = services
  const types = activityTypes(services).filter(({ id }) => offersReports(services, id))
  const keys = db.reader
    .prepared('select key from draft where key >= ? and key < ?')
    .pluck()
    .all(reportDraftPrefix, `${reportDraftPrefix}\u{10FFFF}`) as string[]
  return {
    types: new Map(types.map(({ id }) => [id, reportSettings(services, id)])),
    requiring: new Set(types.flatMap(({ id, reportRequired }) => (reportRequired ? [id] : []))),
    drafts: new Set(keys.flatMap((key) => activityOfReportDraft(key) ?? [])),
    clockOffsetMs: Math.round(now() - clock.now()),
  }
}

/** Whether a type offers a form which this version of the app understands. */
export function offersReports(services: Services, typeId: string): boolean {
  return formsOfType(services, typeId).some((form) => currentVersion(form)?.definition)
}
