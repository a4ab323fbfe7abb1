import { useI18n } from 'vue-i18n'
import type { ActivityReports, Report } from '../../../core/contract/reports.ts'
import { reportStates, type ReportState } from '../../../core/domain/reports/report-availability.ts'
import { useFormat } from '../../ui/use-format.ts'

interface ReportWords {
  /** Why no report can be added (REP-02, REP-05, REP-06). */
  unavailable(
    this: void,
    state: ReportState,
    reports: Pick<ActivityReports, 'availability' | 'limitMin'>,
  ): string
  /** A state that came with a refusal; `undefined` for an unknown one. */
  readState(this: void, state: unknown): ReportState | undefined
  /** When it was submitted, and received where that was later (REP-07). */
  times(this: void, report: Pick<Report, 'submittedAt' | 'receivedAt'>): string
  /** `Version 2 (actuelle : 4)` */
  version(this: void, report: Pick<Report, 'versionNumber' | 'currentNumber'>): string
}

/** Sentences about reports. */
export function useReportWords(): ReportWords {
  const { t } = useI18n()
  const format = useFormat()
  return {
    unavailable(state, { availability: { deadline, changesAt }, limitMin }) {
      if (state === 'future')
        return changesAt === null
          ? t('reports.unavailable.futurePlain')
          : t('reports.unavailable.future', { at: format.dateTime(changesAt) })
      if (state === 'expired')
        return deadline === null || limitMin === null
          ? t('reports.unavailable.expiredPlain')
          : t('reports.unavailable.expired', {
              limit: format.duration(limitMin),
              at: format.dateTime(deadline),
            })
      return state === 'available' ? '' : t(`reports.unavailable.${state}`)
    },
    readState: (state) => reportStates.find((each) => each === state),
    times({ submittedAt, receivedAt }) {
      if (receivedAt === null) return format.dateTime(submittedAt)
      return format.day(submittedAt) === format.day(receivedAt)
        ? t('reports.received', {
            day: format.day(submittedAt),
            submitted: format.time(submittedAt),
            received: format.time(receivedAt),
          })
        : t('reports.receivedLater', {
            submitted: format.dateTime(submittedAt),
            received: format.dateTime(receivedAt),
          })
    },
    version: ({ versionNumber, currentNumber }) =>
      currentNumber === null || currentNumber === versionNumber
        ? t('reports.version', { number: versionNumber })
        : t('reports.versionOld', { number: versionNumber, current: currentNumber }),
  }
}
