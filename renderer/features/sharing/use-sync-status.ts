import { computed, type ComputedRef } from 'vue'
import type { SyncStatus } from '../../../core/contract/sync.ts'
import { shareLiveState } from '../../data/share-live-state.ts'
import { useLiveQuery } from '../../data/use-live-query.ts'

export type SharedStatus = Extract<SyncStatus, { state: 'shared' }>

interface SharingState {
  readonly isLoaded: ComputedRef<boolean>
  /** `undefined` while the workspace is only on this device. */
  readonly shared: ComputedRef<SharedStatus | undefined>
}

/** How the exchange with the team's server stands (SYN-01). */
export const useSyncStatus: () => SharingState = shareLiveState(() => {
  const { data } = useLiveQuery('sync.watch', () => ({}))
  return {
    isLoaded: computed(() => data.value !== undefined),
    shared: computed(() => (data.value?.state === 'shared' ? data.value : undefined)),
  }
})
