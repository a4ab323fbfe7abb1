import { useEventListener, watchDebounced } from '@vueuse/core'
import { computed, shallowRef, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import type { Draft } from '../../core/contract/drafts.ts'
import { pendingWrites } from '../data/pending-writes.ts'
import { useBackend } from '../data/use-backend.ts'
import { useNotify } from '../ui/use-notify.ts'
import { draftLink, isOnScreen, type DraftLink } from './draft-links.ts'

export interface OpenDraft extends DraftLink {
  readonly key: string
  /** UTC ms. */
  readonly updatedAt: number
}

interface OpenDrafts {
  readonly drafts: ComputedRef<readonly OpenDraft[]>
  /** The name of what the draft is about; empty when that is gone. */
  nameOf(this: void, draft: OpenDraft): Promise<string>
  discard(this: void, draft: OpenDraft): Promise<void>
}

/** Forms begun on this device and left, the last one first. */
export function useOpenDrafts(): OpenDrafts {
  const { t } = useI18n()
  const backend = useBackend()
  const notify = useNotify()
  const route = useRoute()
  const stored = shallowRef<readonly Draft[]>([])

  async function refresh(): Promise<void> {
    try {
      stored.value = await backend.call('drafts.list', { prefix: '' })
    } catch {
      // The list stays as it was; the next write or look at the window asks again.
    }
  }
  void refresh()
  // Every keystroke in a form is a write; so is saving the form, which ends its draft.
  watchDebounced(pendingWrites, () => void refresh(), { debounce: 500, maxWait: 3000 })
  useEventListener(window, 'focus', () => void refresh())

  /** The first answer of a stream that gives a record. */
  const first = (record: 'customer' | 'activity', id: string): Promise<string> =>
    new Promise((resolve) => {
      const end = (name: string | undefined): void => {
        resolve(name ?? '')
        queueMicrotask(() => stop())
      }
      const fail = (): void => end(undefined)
      const stop =
        record === 'customer'
          ? backend.subscribe('customers.watch', { id }, (it) => end(it?.customer.name), fail)
          : backend.subscribe(
              'activities.watch',
              { id },
              (it) => end(it ? (it.title ?? it.customerName) : undefined),
              fail,
            )
    })

  return {
    drafts: computed(() =>
      stored.value.flatMap(({ key, updatedAt }) => {
        const link = draftLink(key)
        return link && !isOnScreen(link, route) ? [{ ...link, key, updatedAt }] : []
      }),
    ),
    nameOf: ({ about }) => (about ? first(about.record, about.id) : Promise.resolve('')),
    async discard({ key }) {
      const payload = stored.value.find((draft) => draft.key === key)?.payload
      try {
        await backend.call('drafts.discard', { key })
        await refresh()
        notify.undo(t('app.status.draftDiscarded'), async () => {
          await backend.call('drafts.save', { key, payload })
          await refresh()
        })
      } catch (error) {
        notify.error(error)
      }
    },
  }
}
