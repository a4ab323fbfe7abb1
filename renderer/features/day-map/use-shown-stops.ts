import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DayStop } from '../../../core/contract/verification.ts'
import { displayStatus } from '../../../core/domain/activities/overdue.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useFormat } from '../../ui/use-format.ts'
import type { ActivityTimesText } from '../activities/activity-times.ts'
import { useActivityTimes } from '../activities/use-activity-times.ts'
import { useActivityTitle } from '../activities/use-activity-title.ts'
import type { ShownStop } from './day-places.ts'

interface StopWords {
  title(this: void, stop: DayStop): string
  times(this: void, stop: DayStop): ActivityTimesText | undefined
  /** All that its pin shows. */
  label(this: void, stop: ShownStop): string
}

/** The visits of a day with the status of this moment. */
export function useShownStops(stops: () => readonly DayStop[]): ComputedRef<readonly ShownStop[]> {
  const format = useFormat()
  const { typeById } = useDirectory()
  return computed(() =>
    stops().map((stop) => {
      const isPlannedType = typeById(stop.typeId)?.isPlanned ?? false
      const shownStatus = displayStatus({ ...stop, isPlannedType }, format.now, format.tz)
      return { ...stop, shownStatus }
    }),
  )
}

/** How a visit of a day is put into words. */
export function useStopWords(): StopWords {
  const { t } = useI18n()
  const format = useFormat()
  const titleOf = useActivityTitle()
  const activityTimes = useActivityTimes()
  const times: StopWords['times'] = ({ startAt, endAt }) =>
    activityTimes.value({ startAt, endAt, placeTz: format.tz })
  return {
    title: titleOf,
    times,
    label: (stop) =>
      t('dayMap.pin', {
        number: stop.number === null ? '' : format.number(stop.number),
        text: [
          titleOf(stop),
          ...(stop.title?.trim() ? [stop.customerName] : []),
          times(stop)?.clock ?? '',
          t(`activities.status.${stop.shownStatus}`),
          ...(stop.verification ? [t(`verification.status.${stop.verification}`)] : []),
        ]
          .filter((part) => part !== '')
          .join(' · '),
      }),
  }
}
