import { useI18n } from 'vue-i18n'
import { useBackend } from '../../data/use-backend.ts'
import { useNotify } from '../../ui/use-notify.ts'

interface ReportActions {
  withdraw(this: void, id: string, reason: string): Promise<void>
  letStand(this: void, id: string): Promise<void>
  /** @returns whether it is deleted */
  remove(this: void, id: string, reason: string): Promise<boolean>
}

/** What is done with a submitted report as a whole; refusals are told by a notice. */
export function useReportActions(): ReportActions {
  const { t } = useI18n()
  const backend = useBackend()
  const notify = useNotify()

  async function tell(work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      notify.error(error)
      return false
    }
  }
  const setWithdrawn = (id: string, withdrawn: boolean, reason: string | null) =>
    backend.call('reports.setWithdrawn', { id, withdrawn, reason })
  const setDeleted = (id: string, deleted: boolean, reason: string | null) =>
    backend.call('reports.setDeleted', { id, deleted, reason })

  return {
    async withdraw(id, reason) {
      await tell(async () => {
        await setWithdrawn(id, true, reason || null)
        notify.undo(t('reports.read.withdrawnDone'), async () => {
          await setWithdrawn(id, false, null)
        })
      })
    },
    async letStand(id) {
      await tell(async () => {
        await setWithdrawn(id, false, null)
        notify.done(t('reports.read.standsDone'))
      })
    },
    remove: (id, reason) =>
      tell(async () => {
        await setDeleted(id, true, reason || null)
        notify.undo(t('reports.read.deletedDone'), async () => {
          await setDeleted(id, false, null)
        })
      }),
  }
}
