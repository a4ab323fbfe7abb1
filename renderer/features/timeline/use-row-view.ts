import { computed, type ComputedRef } from 'vue'
import type { ActivityType } from '../../../core/contract/activity-types.ts'
import type { TimelineRow } from '../../../core/contract/timeline.ts'
import { displayStatus, type DisplayStatus } from '../../../core/domain/activities/overdue.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useFormat } from '../../ui/use-format.ts'
import type { ActivityTimesText } from '../activities/activity-times.ts'
import { useActivityTimes } from '../activities/use-activity-times.ts'
import { useActivityTitle } from '../activities/use-activity-title.ts'

interface RowView {
  type: ComputedRef<ActivityType | undefined>
  title: ComputedRef<string>
  /** The customer is named beside a title of its own; a derived title names it already. */
  hasOwnTitle: ComputedRef<boolean>
  times: ComputedRef<ActivityTimesText | undefined>
  status: ComputedRef<DisplayStatus>
}

/** What a row says, whichever way it is laid out (TL-03, TL-05). */
export function useRowView(row: () => TimelineRow): RowView {
  const format = useFormat()
  const activityTimes = useActivityTimes()
  const titleOf = useActivityTitle()
  const { typeById } = useDirectory()
  const type = computed(() => typeById(row().typeId))
  return {
    type,
    title: computed(() => titleOf(row())),
    hasOwnTitle: computed(() => Boolean(row().title?.trim())),
    times: computed(() =>
      activityTimes.value(
        { ...row(), placeTz: row().customerTz ?? row().tz },
        // Only the history has headings that tell the year.
        { withYear: row().block !== 'history' },
      ),
    ),
    status: computed(() =>
      displayStatus(
        { ...row(), isPlannedType: type.value?.isPlanned ?? false },
        format.now,
        format.tz,
      ),
    ),
  }
}
