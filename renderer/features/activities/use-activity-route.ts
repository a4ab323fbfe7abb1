import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface ActivityRoute {
  /** The activity in the details pane: `?activity=…`. */
  openId: ComputedRef<string | undefined>
  /** The form for a new activity is asked for: `?new=1`. */
  isCreating: ComputedRef<boolean>
  open(id: string): void
  close(): void
  create(): void
  stopCreating(): void
}

/** Which activity the address shows, so that a link, a reload and Back lead to it. */
export function useActivityRoute(): ActivityRoute {
  const route = useRoute()
  const router = useRouter()
  const openId = computed(() => {
    const { activity } = route.query
    return typeof activity === 'string' && activity !== '' ? activity : undefined
  })
  const isCreating = computed(() => route.query['new'] === '1')

  /** One after the other: each starts from the address that the one before has led to. */
  let going: Promise<unknown> = Promise.resolve()
  function go(query: Record<string, string | undefined>, remember: boolean): void {
    going = going
      .catch(() => undefined)
      .then(() => {
        const next = { ...route.query, ...query }
        for (const [name, value] of Object.entries(query))
          if (value === undefined) delete next[name]
        return router[remember ? 'push' : 'replace']({ query: next })
      })
  }

  const elsewhere = { note: undefined, report: undefined, form: undefined, of: undefined }

  return {
    openId,
    isCreating,
    // Going through a list row by row is one step of the history.
    open: (id) =>
      openId.value !== id && go({ ...elsewhere, activity: id }, openId.value === undefined),
    close: () => go({ ...elsewhere, activity: undefined }, false),
    create: () => go({ new: '1' }, false),
    stopCreating: () => go({ new: undefined }, false),
  }
}
