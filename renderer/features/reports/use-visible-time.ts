import { useDocumentVisibility } from '@vueuse/core'
import { watch } from 'vue'

/**
 * Counts the time in which a page is looked at.
 *
 * @param before ms counted so far
 * @param clock a clock that only goes on, in ms
 * @returns whole ms until now
 */
export function useVisibleTime(before: number, clock = () => performance.now()): () => number {
  const visibility = useDocumentVisibility()
  let counted = before
  let since = visibility.value === 'visible' ? clock() : undefined
  watch(
    visibility,
    (state) => {
      if (since !== undefined) counted += clock() - since
      since = state === 'visible' ? clock() : undefined
    },
    { flush: 'sync' },
  )
  return () => Math.round(counted + (since === undefined ? 0 : clock() - since))
}
