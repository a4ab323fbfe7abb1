import { computed, type ComputedRef } from 'vue'
import { useDirectory } from '../../data/use-directory.ts'
import { useSyncStatus } from '../sharing/use-sync-status.ts'

/** Whether I may change what is common to all: once a workspace is shared, administrators may. */
export function useMayAdminister(): ComputedRef<boolean> {
  const { me } = useDirectory()
  const { shared } = useSyncStatus()
  return computed(() => !shared.value || me.value?.roles.includes('admin') === true)
}
