import { onMounted, onScopeDispose, readonly, type Ref, ref } from 'vue'

/** So many fill every screen. */
const first = 30
/** So many more are drawn in the time of a frame. */
const perFrame = 10

/**
 * How many of many parts are drawn: the first at once, the others frame by frame, so that a page of
 * hundreds of controls answers from its first frame on.
 */
export function useGradualCount(total: () => number): {
  count: Readonly<Ref<number>>
  /** Draws what is missing, for whoever looks for one of them. */
  drawAll(this: void): void
} {
  const count = ref(first)
  let frame = 0
  function drawMore(): void {
    if (count.value >= total()) return
    count.value += perFrame
    frame = requestAnimationFrame(drawMore)
  }
  onMounted(() => (frame = requestAnimationFrame(drawMore)))
  onScopeDispose(() => cancelAnimationFrame(frame))
  return { count: readonly(count), drawAll: () => (count.value = Math.max(count.value, total())) }
}
