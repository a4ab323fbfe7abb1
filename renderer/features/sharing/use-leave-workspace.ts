import { type Ref, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useBackend } from '../../data/use-backend.ts'
import { useConfirm } from '../../ui/use-confirm.ts'
import { useNotify } from '../../ui/use-notify.ts'

/** Takes the workspace off this device, after the question; `pending` changes are only here. */
export function useLeaveWorkspace(): {
  readonly isLeaving: Ref<boolean>
  readonly leave: (pending: number) => Promise<void>
} {
  const { t } = useI18n()
  const backend = useBackend()
  const confirm = useConfirm()
  const notify = useNotify()
  const isLeaving = ref(false)

  async function leave(pending: number): Promise<void> {
    const isSure = await confirm({
      title: t('sharing.leave.question'),
      text: [
        t('sharing.leave.consequence'),
        ...(pending > 0 ? [t('sharing.leave.lost', pending)] : []),
      ].join('\n\n'),
      confirmLabel: t('sharing.leave.confirm'),
      danger: true,
    })
    if (!isSure) return
    isLeaving.value = true
    try {
      await backend.call('sync.leave', { losePending: pending > 0 })
    } catch (error) {
      notify.error(error)
    } finally {
      isLeaving.value = false
    }
  }
  return { isLeaving, leave }
}
