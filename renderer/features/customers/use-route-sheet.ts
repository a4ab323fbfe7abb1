import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Sheets of the customer pages, as the address names them: `?sheet=edit`. */
type RouteSheet = 'new' | 'edit' | 'branch' | 'contact'

/**
 * Whether a sheet is open, kept in the address: the way back closes it, and the list of drafts can
 * link to it.
 */
export function useRouteSheet(name: RouteSheet): WritableComputedRef<boolean> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => route.query['sheet'] === name,
    set(open) {
      if (open) void router.push({ query: { ...route.query, sheet: name } })
      else if (route.query['sheet'] === name)
        void router.replace({ query: { ...route.query, sheet: undefined } })
    },
  })
}
