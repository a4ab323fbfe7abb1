import { useI18n } from 'vue-i18n'
import type { Activity, ActivityFields } from '../../../core/contract/activities.ts'
import type { AppContract } from '../../../core/contract/contract.ts'
import type { Output } from '../../../core/contract/operation.ts'
import type { Patch } from '../../../core/contract/patch.ts'
import { allowedTransitions } from '../../../core/domain/activities/activity-status.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useAskReason, useConfirm } from '../../ui/use-confirm.ts'
import { useNotify } from '../../ui/use-notify.ts'

type DeletionImpact = Output<AppContract['activities.deletionImpact']>

interface ActivityActions {
  /**
   * Asks, saying what goes with it, deletes, and offers the way back (ACT-10). One with a report is
   * deleted with a reason (ACT-11).
   */
  remove(id: string, title: string): Promise<boolean>
  /** What is left where a report protects it from being deleted: to cancel it, with a reason (ACT-11). */
  cancelInstead(activity: Pick<Activity, 'id' | 'status' | 'typeId'>, title: string): Promise<void>
  restore(id: string): Promise<void>
  /** Takes a creation back. */
  withdraw(id: string): Promise<void>
  /** Writes a patch and offers the way back where the rules allow one. */
  change(
    activity: Pick<Activity, 'id' | 'status'> & Patch<ActivityFields>,
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
  const askReason = useAskReason()
  const { typeById } = useDirectory()
  const notify = useNotify()
  const { t } = useI18n()

  const setDeleted = (id: string, deleted: boolean, reason?: string) =>
    backend.call('activities.setDeleted', { id, deleted, ...(reason && { reason }) })

  /** What goes with a deletion, "3 pièces jointes, 2 notes", and what stays. */
  function deletionText({ reports, attachments, notes, tasks }: DeletionImpact): string {
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
      const impact = await backend.call('activities.deletionImpact', { id })
      const question = {
        title: t('activities.delete.title', { title }),
        text: deletionText(impact),
        confirmLabel: t('activities.delete.confirm'),
        danger: true,
      }
      const reason = impact.wantsReason
        ? await askReason({ ...question, reason: reasonOf(t('activities.delete.reason')) })
        : undefined
      const isSure = impact.wantsReason ? reason !== undefined : await confirm(question)
      if (!isSure) return false
      await setDeleted(id, true, reason)
      notify.undo(t('activities.delete.done'), async () => void (await setDeleted(id, false)))
      return true
    } catch (error) {
      notify.error(error)
      return false
    }
  }

  const reasonOf = (label: string) => ({
    ...{ label, missing: t('errors.E-ACT-REASON-REQUIRED.message') },
  })

  async function cancelInstead(
    activity: Pick<Activity, 'id' | 'status' | 'typeId'>,
    title: string,
  ): Promise<void> {
    const reason = await askReason({
      title: t('activities.delete.protectedTitle', { title }),
      text: t('permissions.refused.protected'),
      confirmLabel: t('activities.cancel.confirm'),
      backLabel: t('activities.cancel.keep'),
      reason: {
        ...reasonOf(t('activities.details.cancelReason')),
        choices: typeById(activity.typeId)?.cancelReasons ?? [],
      },
    })
    if (reason === undefined) return
    const patch = { status: 'cancelled', cancelReason: reason } as const
    await change({ ...activity, cancelReason: null }, patch, t('activities.cancel.done'))
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

  const change: ActivityActions['change'] = async (activity, patch, done, reason) => {
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
  }

  return {
    remove,
    cancelInstead,
    restore,
    withdraw: async (id) => void (await setDeleted(id, true)),
    offerUndo,
    change,
  }
}
