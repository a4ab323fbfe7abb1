import { ref, type Ref } from 'vue'

export type DropSide = 'before' | 'after'

/** Dropping before or after an element, told by the half that the pointer is over. */
export function useDropPlace(
  accepts: () => boolean,
  onDrop: (side: DropSide) => void,
): {
  /** Where it would be dropped; `undefined` when nothing is over the element. */
  readonly side: Ref<DropSide | undefined>
  over(this: void, event: DragEvent): void
  leave(this: void): void
  drop(this: void, event: DragEvent): void
} {
  const side = ref<DropSide>()
  const sideOf = (event: DragEvent): DropSide => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    return event.clientY < box.top + box.height / 2 ? 'before' : 'after'
  }
  return {
    side,
    over(event) {
      if (!accepts()) return
      event.preventDefault()
      side.value = sideOf(event)
    },
    leave: () => (side.value = undefined),
    drop(event) {
      side.value = undefined
      if (!accepts()) return
      event.preventDefault()
      onDrop(sideOf(event))
    },
  }
}
