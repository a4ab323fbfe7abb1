import { onMounted, onUnmounted, ref, type Ref } from 'vue'

/** By then it is done even when the window is never idle. */
const longestWaitMs = 200

/**
 * Turns true once the component has been painted for the first time and the window has nothing more
 * urgent to do: for what would only delay the first sight.
 */
export function useAfterPaint(): Readonly<Ref<boolean>> {
  const isPainted = ref(false)
  let frame = 0
  let idle = 0
  onMounted(() => {
    // Idle time alone may come before the frame.
    frame = requestAnimationFrame(() => {
      idle = requestIdleCallback(() => (isPainted.value = true), { timeout: longestWaitMs })
    })
  })
  onUnmounted(() => {
    cancelAnimationFrame(frame)
    cancelIdleCallback(idle)
  })
  return isPainted
}
