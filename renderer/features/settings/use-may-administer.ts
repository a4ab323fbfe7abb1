import { computed, type ComputedRef } from 'vue'
import { useSyncStatus } from '../sharing/use-sync-status.ts'

/** Whether I may change what is common to all: once a workspace is shared, administrators may. */
export function useMayAdminister(): ComputedRef<boolean> {
  const { shared } = useSyncStatus()
  return computed(() => shared.value?.isAdministrator ?? true)
}
