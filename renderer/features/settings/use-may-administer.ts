import { computed, type ComputedRef } from 'vue'
import { useSyncStatus } from '../sharing/use-sync-status.ts'

/**
 * Whether I may change what is common to all: once a workspace is shared, administrators may.
 * `undefined` until it is known: then nothing is changed, and nothing is said to be forbidden.
 */
export function useMayAdminister(): ComputedRef<boolean | undefined> {
  const { isLoaded, shared } = useSyncStatus()
  return computed(() => (isLoaded.value ? (shared.value?.isAdministrator ?? true) : undefined))
}
