import {
  useIntersectionObserver,
  type UseIntersectionObserverOptions,
  useWindowFocus,
} from '@vueuse/core'
import { computed, ref, watch, type Ref } from 'vue'
import { useNotifications } from './use-notifications.ts'

/** Of a note, before it counts as seen. */
const shownPart = 0.25

/** Marks a note as seen once it is on screen in a window that somebody looks at. */
export function useSeenOnScreen(element: Ref<HTMLElement | null>, noteId: () => string): void {
  const { unseenIds, markSeen } = useNotifications()
  const hasFocus = useWindowFocus()
  const isShown = useIntersecting(element, { threshold: shownPart })
  // Of a note many times as tall as the window that part never shows at once: it fills the window.
  const fillsWindow = useIntersecting(element, { rootMargin: '-50% 0px' })
  const isSeen = computed(
    () => (isShown.value || fillsWindow.value) && hasFocus.value && unseenIds.value.has(noteId()),
  )
  watch(isSeen, (seen) => {
    // Where it fails, the note stays in the list of notifications.
    if (seen) void markSeen([noteId()]).catch(() => undefined)
  })
}

function useIntersecting(
  element: Ref<HTMLElement | null>,
  options: UseIntersectionObserverOptions,
): Ref<boolean> {
  const isIntersecting = ref(false)
  useIntersectionObserver(
    element,
    (entries) => (isIntersecting.value = entries.at(-1)?.isIntersecting ?? false),
    options,
  )
  return isIntersecting
}
