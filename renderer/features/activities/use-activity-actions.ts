import { useI18n } from 'vue-i18n'
import type { Activity, ActivityFields } from '../../../core/contract/activities.ts'
import type { Patch } from '../../../core/contract/patch.ts'
import { allowedTransitions } from '../../../core/domain/activities/activity-status.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useConfirm } from '../../ui/use-confirm.ts'
import { useNotify } from '../../ui/use-notify.ts'

interface ActivityActions {
  /** Asks, saying what goes with it, deletes, and offers the way back (ACT-10). */
  remove(id: string, title: string): Promise<boolean>
  restore(id: string): Promise<void>
  /** Takes a creation back. */
  withdraw(id: string): Promise<void>
  /** Writes a patch and offers the way back where the rules allow one. */
  change(
    activity: Pick<Activity, 'id' | 'status'> & ActivityFields,
    patch: Patch<ActivityFields>,
    done: string,
    reason?: string,
  ): Promise<void>
  offerUndo(
    this: void,
    id: string,
    before: Patch<ActivityFields>,
    after: Patch<ActivityFields>,
    done: string,
  ): void
}

/** What can be done to an activity from a row or its details. */
export function useActivityActions(): ActivityActions {
  const backend = useBackend()
  const confirm = useConfirm()
  const notify = useNotify()
  const { t } = useI18n()

  const setDeleted = (id: string, deleted: boolean) =>
    backend.call('activities.setDeleted', { id, deleted })

  /** What goes with a deletion, "3 pièces jointes, 2 notes", and what stays. */
  async function deletionText(id: string): Promise<string> {
    const { reports, attachments, notes, tasks } = await backend.call('activities.deletionImpact', {
      id,
    })
    const companions = Object.entries({ reports, attachments, notes })
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => t(`activities.delete.with.${kind}`, { count }, count))
      .join(', ')
    return [
      companions ? t('activities.delete.textWith', { companions }) : t('activities.delete.text'),
      ...(tasks > 0 ? [t('activities.delete.tasksStay', { count: tasks }, tasks)] : []),
    ].join(' ')
  }

  async function remove(id: string, title: string): Promise<boolean> {
    try {
      const text = await deletionText(id)
      const isSure = await confirm({
        title: t('activities.delete.title', { title }),
        text,
        confirmLabel: t('activities.delete.confirm'),
        danger: true,
      })
      if (!isSure) return false
      await setDeleted(id, true)
      notify.undo(t('activities.delete.done'), async () => void (await setDeleted(id, false)))
      return true
    } catch (error) {
      notify.error(error)
      return false
    }
  }

  async function restore(id: string): Promise<void> {
    try {
      await setDeleted(id, false)
      notify.done(t('activities.trash.restored'))
    } catch (error) {
      notify.error(error)
    }
  }

  function offerUndo(
    id: string,
    before: Patch<ActivityFields>,
    after: Patch<ActivityFields>,
    done: string,
  ): void {
    // A change of status runs one way, except where the rules know a way back (ACT-12).
    const isOneWay =
      before.status !== undefined &&
      after.status !== undefined &&
      after.status !== before.status &&
      (after.status === 'done' || !allowedTransitions(after.status).includes(before.status))
    if (isOneWay) notify.done(done)
    else
      notify.undo(done, async () => {
        await backend.call('activities.update', { id, patch: before })
      })
  }

  return {
    remove,
    restore,
    withdraw: async (id) => void (await setDeleted(id, true)),
    offerUndo,
    async change(activity, patch, done, reason) {
      const before = Object.fromEntries(
        Object.keys(patch).map((field) => [field, activity[field as keyof ActivityFields]]),
      ) as Patch<ActivityFields>
      try {
        const { canUndo, warnings } = await backend.call('activities.update', {
          id: activity.id,
          patch,
          ...(reason && { reason }),
        })
        const isUnfinished = warnings.some(({ kind }) => kind === 'report_missing')
        const text = isUnfinished ? `${done}. ${t('activities.warnings.report_missing')}` : done
        if (canUndo) offerUndo(activity.id, before, patch, text)
        else notify.done(text)
      } catch (error) {
        notify.error(error)
      }
    },
  }
}
