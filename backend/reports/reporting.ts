import { activityOfReportDraft, reportDraftPrefix } from '../../core/contract/drafts.ts'
import type { ReportSettings } from '../../core/domain/reports/report-availability.ts'
import { activityTypes, organisation, type Services } from '../app/services.ts'
import { isFillable } from '../forms/form-lookup.ts'
import { settingsOfType } from './report-limits.ts'

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

const none: Reporting = {
  ...{ types: new Map(), requiring: new Set(), drafts: new Set(), clockOffsetMs: 0 },
}

/** Asked by each page of the timeline: nothing is read that no row of the page asks for. */
export function reportingOf(services: Services): Reporting {
  const linked = activityTypes(services).filter(({ formIds }) => formIds.length > 0)
  if (linked.length === 0) return none
  const { clock, now } = services
  const ofAll = organisation(services)
  const types = linked.filter((type) => type.formIds.some((id) => isFillable(services, id)))
  let drafts: ReadonlySet<string> | undefined
  let clockOffsetMs: number | undefined
  return {
    types: new Map(types.map((type) => [type.id, settingsOfType(ofAll, type)])),
    requiring: new Set(types.flatMap(({ id, reportRequired }) => (reportRequired ? [id] : []))),
    get drafts() {
      return (drafts ??= draftedActivities(services))
    },
    get clockOffsetMs() {
      return (clockOffsetMs ??= Math.round(now() - clock.now()))
    },
  }
}

function draftedActivities({ db }: Services): ReadonlySet<string> {
  const keys = db.reader
    .prepared('select key from draft where key >= ? and key < ?')
    .pluck()
    .all(reportDraftPrefix, `${reportDraftPrefix}\u{10FFFF}`) as string[]
  return new Set(keys.flatMap((key) => activityOfReportDraft(key) ?? []))
}

/** Whether a type offers a form which this version of the app understands. */
export function offersReports(services: Services, typeId: string): boolean {
  const type = activityTypes(services).find(({ id }) => id === typeId)
  return type?.formIds.some((id) => isFillable(services, id)) ?? false
}
