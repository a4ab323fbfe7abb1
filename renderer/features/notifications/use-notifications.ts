import { computed, type ComputedRef, type ShallowRef } from 'vue'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { Notification } from '../../../core/contract/notifications.ts'
import { shareLiveState } from '../../data/share-live-state.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useLiveQuery } from '../../data/use-live-query.ts'

interface NotificationsState {
  /** `undefined` until they are known. */
  readonly entries: ComputedRef<readonly Notification[] | undefined>
  readonly unseen: ComputedRef<number>
  readonly unseenIds: ComputedRef<ReadonlySet<string>>
  readonly error: Readonly<ShallowRef<AppError | undefined>>
  retry(this: void): void
  /** @throws AppError when it could not be written */
  markSeen(this: void, ids: readonly string[] | 'all'): Promise<void>
}

/** What I should know of, for the page, the count beside its name and the notes themselves (NOT-03). */
export const useNotifications: () => NotificationsState = shareLiveState(() => {
  const backend = useBackend()
  const { data, error, retry } = useLiveQuery('notifications.watch', () => ({}))
  return {
    entries: computed(() => data.value?.entries),
    unseen: computed(() => data.value?.unseen ?? 0),
    unseenIds: computed(
      () => new Set(data.value?.entries.filter(({ seen }) => !seen).map(({ id }) => id) ?? []),
    ),
    error,
    retry,
    async markSeen(ids) {
      await backend.call('notifications.markSeen', { ids: ids === 'all' ? 'all' : [...ids] })
    },
  }
})
