import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Activity, StoredStatus } from '../../../core/contract/activities.ts'
import { defaultDurationMin } from '../../../core/domain/activities/activity-defaults.ts'
import { allowedTransitions } from '../../../core/domain/activities/activity-status.ts'
import {
  endNow,
  endNowMovingStart,
  startNow,
  type QuickTimes,
} from '../../../core/domain/activities/quick-times.ts'
import { startedType } from '../../../core/domain/activity-types/started-type.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useConfirm } from '../../ui/use-confirm.ts'
import { useActivityActions } from './use-activity-actions.ts'

interface QuickTimeButtons {
  canStart: ComputedRef<boolean>
  canEnd: ComputedRef<boolean>
  /** Whether starting makes a visit of a planned one (ACT-13). */
  startsVisit: ComputedRef<boolean>
  start(): Promise<void>
  end(): Promise<void>
}

/** *Commence maintenant* and *Se termine maintenant* on an activity that is shown (ACT-05, ACT-12). */
export function useQuickTimes(
  activity: () => Activity,
  now: () => number = () => Date.now(),
): QuickTimeButtons {
  const { t } = useI18n()
  const { typeById, types } = useDirectory()
  const actions = useActivityActions()
  const confirm = useConfirm()

  const mayMove = (): boolean => activity().may.editTimes === null
  const mayBecome = (status: StoredStatus): boolean =>
    allowedTransitions(activity().status).includes(status)
  const usualMin = (): number => defaultDurationMin(typeById(activity().typeId))

  const startsAs = computed(() => startedType(typeById(activity().typeId), types.value))

  const write = (
    times: QuickTimes,
    status: StoredStatus,
    done: string,
    typeId?: string,
  ): Promise<void> =>
    actions.change(
      activity(),
      {
        ...{ startAt: times.startAt, endAt: times.endAt },
        ...(mayBecome(status) && { status }),
        ...(typeId !== undefined && { typeId }),
      },
      done,
    )

  return {
    canStart: computed(() => mayMove() && mayBecome('in_progress')),
    canEnd: computed(() => mayMove() && mayBecome('done')),
    startsVisit: computed(() => startsAs.value !== undefined),
    start: () => {
      const times = startNow(activity(), now(), usualMin())
      const done = times.announcement ? 'activities.quick.startedMoved' : 'activities.quick.started'
      return write(times, 'in_progress', t(done), startsAs.value)
    },
    async end() {
      const times = endNow(activity(), now(), usualMin())
      if (!('refused' in times)) return write(times, 'done', t('activities.quick.ended'))
      const isMeant = await confirm({
        title: t('activities.quick.notStartedTitle'),
        text: t('activities.quick.notStartedText'),
        confirmLabel: t('activities.form.moveStart'),
      })
      if (isMeant)
        await write(
          endNowMovingStart(activity(), now(), usualMin()),
          'done',
          t('activities.quick.ended'),
        )
    },
  }
}
