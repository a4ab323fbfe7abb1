import { useDocumentVisibility, useIntervalFn } from '@vueuse/core'
import { watch } from 'vue'
import { useBackend } from '../../data/use-backend.ts'

const tellEveryMs = 5 * 60_000

/** Tells that somebody looks at activities, for as long as the window is in sight (TL-19). */
export function useVisit(): void {
  const backend = useBackend()
  const visibility = useDocumentVisibility()
  // One that is lost is made up for by the next.
  const tell = (): void => void backend.call('news.visit', {}).catch(() => undefined)
  watch(visibility, tell, { immediate: true })
  useIntervalFn(() => {
    if (visibility.value === 'visible') tell()
  }, tellEveryMs)
}
