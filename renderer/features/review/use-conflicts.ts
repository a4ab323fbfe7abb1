import { computed, type ComputedRef, type ShallowRef } from 'vue'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { ConflictToReview } from '../../../core/contract/conflicts.ts'
import { shareLiveState } from '../../data/share-live-state.ts'
import { useLiveQuery } from '../../data/use-live-query.ts'

interface ConflictsState {
  /** `undefined` until they are known. */
  readonly open: ComputedRef<readonly ConflictToReview[] | undefined>
  /** How many there are; the list may hold only the latest. */
  readonly total: ComputedRef<number>
  readonly error: Readonly<ShallowRef<AppError | undefined>>
  retry(this: void): void
}

/** What is to be reviewed, for the page and for the count beside its name (SYN-03). */
export const useConflicts: () => ConflictsState = shareLiveState(() => {
  const { data, error, retry } = useLiveQuery('conflicts.watch', () => ({}))
  return {
    open: computed(() => data.value?.open),
    total: computed(() => data.value?.total ?? 0),
    error,
    retry,
  }
})
