import { useI18n } from 'vue-i18n'
import type { Activity, ActivityFields } from '../../../core/contract/activities.ts'
import type { HistoryField, HistoryPoint } from '../../../core/contract/activity-history.ts'
import type { Patch } from '../../../core/contract/patch.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useNotify } from '../../ui/use-notify.ts'
import { useActivityActions } from '../activities/use-activity-actions.ts'

/** A value of the past to be written again. */
export interface Restorable {
  readonly field: HistoryField
  readonly point: HistoryPoint
  /** What it is; of a description it need not be said. */
  readonly value: unknown
}

/** Gives one field the value that it had, and offers the way back (TL-21). */
export function useRestoreField(): (activity: Activity, chosen: Restorable) => Promise<void> {
  const { t } = useI18n()
  const backend = useBackend()
  const notify = useNotify()
  const { offerUndo } = useActivityActions()

  return async (activity, { field, point, value }) => {
    const { id, description } = activity
    const done = t('history.restore.done')
    let canUndo: boolean
    try {
      ;({ canUndo } = await backend.call('activities.restoreField', { id, field, point }))
    } catch (error) {
      return notify.error(error)
    }
    if (!canUndo) notify.done(done)
    else if (field === 'description')
      notify.undo(
        done,
        async () => void (await backend.call('activities.setDescription', { id, description })),
      )
    else {
      const patch = (of: unknown): Patch<ActivityFields> => ({ [field]: of })
      offerUndo(id, patch(activity[field]), patch(value), done)
    }
  }
}
