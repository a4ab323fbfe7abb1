import { watch, type Ref } from 'vue'

export interface AnchorPlace {
  readonly id: string
  /** Pixels from the top of the list. */
  readonly start: number
  readonly isRow: boolean
}

interface ScrollAnchorOptions {
  readonly scroller: Readonly<Ref<HTMLElement | null>>
  /** Anything whose change moves rows: the items, the layout. */
  readonly changes: () => unknown
  /** What stands on screen, as it was drawn last. */
  readonly drawn: () => readonly AnchorPlace[]
  /** Where a row starts after the change; `undefined` when it is gone. */
  readonly startOf: (id: string) => number | undefined
  /** The row that has the keyboard holds still when it is in sight. */
  readonly preferredId: () => string | undefined
  /** Space at the top that a sticking heading covers, in pixels. */
  readonly covered: () => number
}

/**
 * Keeps what a person looks at where it is while rows come, go or change their height (TL-16). At the
 * very top the list stays at its top, so that a new row is seen.
 */
export function useScrollAnchor(options: ScrollAnchorOptions): { skipOnce(): void } {
  const { scroller, changes, drawn, startOf, preferredId, covered } = options
  let anchors: { id: string; fromTop: number }[] = []
  let isSkipped = false

  // Before anything is drawn anew.
  watch(
    changes,
    () => {
      const element = scroller.value
      if (!element || anchors.length > 0) return
      const { scrollTop, clientHeight } = element
      const inSight = drawn().filter(
        ({ isRow, start }) =>
          isRow && start >= scrollTop + covered() && start < scrollTop + clientHeight,
      )
      const preferred = inSight.filter(({ id }) => id === preferredId())
      anchors =
        scrollTop === 0
          ? []
          : [...preferred, ...inSight].map(({ id, start }) => ({ id, fromTop: start - scrollTop }))
    },
    { flush: 'sync' },
  )
  watch(
    changes,
    () => {
      const element = scroller.value
      const held = isSkipped ? [] : anchors
      anchors = []
      isSkipped = false
      if (!element) return
      // The first that is still there: the anchor itself may be what was deleted.
      for (const { id, fromTop } of held) {
        const start = startOf(id)
        if (start === undefined) continue
        const to = Math.max(0, start - fromTop)
        if (Math.abs(to - element.scrollTop) >= 1) element.scrollTop = to
        return
      }
    },
    { flush: 'post' },
  )
  return { skipOnce: () => void (isSkipped = true) }
}
