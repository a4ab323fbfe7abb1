import { onScopeDispose, shallowRef, type ShallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { reportDraftKey } from '../../../core/contract/drafts.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useNotify } from '../../ui/use-notify.ts'
import { keptDraft, type KeptDraft } from './report-draft.ts'

interface ReportDrafts {
  /** The last changed first; `undefined` until they are known. */
  readonly drafts: Readonly<ShallowRef<readonly KeptDraft[] | undefined>>
  discard(this: void, draft: KeptDraft): Promise<void>
}

/** Reports of an activity that were begun on this device. */
export function useReportDrafts(activityId: () => string): ReportDrafts {
  const { t } = useI18n()
  const backend = useBackend()
  const notify = useNotify()
  const drafts = shallowRef<readonly KeptDraft[]>()

  let isAsking = false
  let isOutdated = false

  /** One question at a time: a draft changes at every keystroke. */
  async function refresh(): Promise<void> {
    isOutdated = true
    if (isAsking) return
    isAsking = true
    while (isOutdated) {
      isOutdated = false
      const of = activityId()
      try {
        const found = await backend.call('drafts.list', { prefix: reportDraftKey(of, '') })
        if (of === activityId()) drafts.value = found.flatMap((draft) => keptDraft(draft) ?? [])
      } catch {
        // The list stays as it was; the next change asks again.
      }
    }
    isAsking = false
  }
  watch(activityId, () => void refresh(), { immediate: true })
  // Says so too when a draft of an activity is written or ends, here or in another window.
  const stop = backend.subscribe(
    'timeline.changes',
    {},
    ({ ids, all }) => {
      if (all || ids.includes(activityId())) void refresh()
    },
    () => undefined,
  )
  onScopeDispose(stop)

  return {
    drafts,
    async discard({ key, payload }) {
      try {
        await backend.call('drafts.discard', { key })
        notify.undo(t('reports.drafts.discarded'), async () => {
          await backend.call('drafts.save', { key, payload })
        })
      } catch (error) {
        notify.error(error)
      }
    },
  }
}
