import { useIntersectionObserver, useWindowFocus } from '@vueuse/core'
import { computed, ref, watch, type Ref } from 'vue'
import { useNotifications } from './use-notifications.ts'

/** Of a note, before it counts as seen. */
const shownPart = 0.25

/** Marks a note as seen once it is on screen in a window that somebody looks at. */
export function useSeenOnScreen(element: Ref<HTMLElement | null>, noteId: () => string): void {
  const { unseenIds, markSeen } = useNotifications()
  const hasFocus = useWindowFocus()
  const isShown = ref(false)
  useIntersectionObserver(element, ([entry]) => (isShown.value = entry?.isIntersecting ?? false), {
    threshold: shownPart,
  })
  const isSeen = computed(() => isShown.value && hasFocus.value && unseenIds.value.has(noteId()))
  watch(isSeen, (seen) => {
    // Where it fails, the note stays in the list of notifications.
    if (seen) void markSeen([noteId()]).catch(() => undefined)
  })
}
