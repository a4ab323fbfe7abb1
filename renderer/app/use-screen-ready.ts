import { watchEffect } from 'vue'

/**
 * Marks the document once a first screen has its data: scripts that drive the window wait for
 * `<html data-ready="true">` instead of guessing.
 */
export function useScreenReady(isReady: () => boolean): void {
  watchEffect(
    () => {
      if (isReady()) document.documentElement.dataset['ready'] = 'true'
    },
    { flush: 'post' },
  )
}
