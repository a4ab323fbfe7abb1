import { useI18n } from 'vue-i18n'
import { useBackend } from '../../data/use-backend.ts'
import { useNotify } from '../../ui/use-notify.ts'

interface NewsActions {
  /** Somebody has opened it: nothing to be told about. */
  open(activityId: string): Promise<void>
  markSeen(activityId: string): Promise<void>
  markAllSeen(place: { customerId: string | null; includeBranches: boolean }): Promise<void>
}

/** Marks news as seen; what was asked for by name can be taken back (TL-19). */
export function useNewsActions(): NewsActions {
  const backend = useBackend()
  const notify = useNotify()
  const { t } = useI18n()

  async function marking(
    mark: () => Promise<{ mark: number }>,
    done: string | undefined,
  ): Promise<void> {
    try {
      const marked = await mark()
      if (done !== undefined)
        notify.undo(done, async () => void (await backend.call('news.takeBack', marked)))
    } catch (error) {
      notify.error(error)
    }
  }

  const markOne = (id: string) => backend.call('news.markSeen', { ids: [id] })
  return {
    open: (id) => marking(() => markOne(id), undefined),
    markSeen: (id) => marking(() => markOne(id), t('news.marked')),
    markAllSeen: (place) =>
      marking(() => backend.call('news.markAllSeen', place), t('news.allMarked')),
  }
}
