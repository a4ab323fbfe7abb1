import { useI18n } from 'vue-i18n'
import { useBackend } from '../../data/use-backend.ts'
import { useConfirm } from '../../ui/use-confirm.ts'
import { type Submit, useSubmit } from '../../ui/use-submit.ts'

/** Takes the workspace off this device, after the question; `pending` changes are only here. */
export function useLeaveWorkspace(): {
  readonly isLeaving: Submit['isBusy']
  readonly leave: (pending: number) => Promise<void>
} {
  const { t } = useI18n()
  const backend = useBackend()
  const confirm = useConfirm()
  const { isBusy, submit } = useSubmit()

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
    if (isSure) await submit(() => backend.call('sync.leave', { losePending: pending > 0 }))
  }
  return { isLeaving: isBusy, leave }
}
