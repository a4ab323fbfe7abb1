import { useEventListener, useMutationObserver } from '@vueuse/core'
import { onScopeDispose, type Ref } from 'vue'
import { isLayerOpen } from './open-layers.ts'

const focusable = [
  'a[href]',
  'button:not([disabled])',
  'input:not([disabled])',
  'select:not([disabled])',
  'textarea:not([disabled])',
  '[contenteditable="true"]',
  '[tabindex]:not([tabindex="-1"])',
].join(',')

/** The sheets that are open, the one on top last: Escape closes one at a time. */
const openSheets: symbol[] = []

interface SheetFocus {
  /** Called before the sheet takes the focus. */
  remember(): void
  /**
   * Puts the focus on `[data-autofocus]` or the first control in `[data-autofocus-within]`; on the
   * sheet itself until there is one.
   */
  enter(): void
  /** Gives the focus back to where it was. */
  release(): void
  /** Keeps Tab inside. */
  wrap(event: KeyboardEvent): void
}

/** Focus and Escape of a sheet that covers a part of the screen without blocking the rest. */
export function useSheetFocus(panel: Ref<HTMLElement | null>, close: () => void): SheetFocus {
  const self = Symbol('sheet')
  let before: HTMLElement | undefined

  const leaveStack = (): void => {
    const at = openSheets.indexOf(self)
    if (at >= 0) openSheets.splice(at, 1)
  }
  function release(): void {
    leaveStack()
    if (before?.isConnected) before.focus()
    before = undefined
  }
  function enter(): void {
    const root = panel.value
    const { activeElement } = document
    if (!root || (activeElement !== root && root.contains(activeElement))) return
    const target =
      root.querySelector<HTMLElement>('[data-autofocus]') ??
      root.querySelector<HTMLElement>('[data-autofocus-within] :is(input, textarea, button)') ??
      root
    target.focus()
  }
  // What a sheet shows may come after it.
  useMutationObserver(panel, () => document.activeElement === panel.value && enter(), {
    childList: true,
    subtree: true,
  })
  onScopeDispose(() => {
    const hadFocus = panel.value?.contains(document.activeElement)
    leaveStack()
    if (hadFocus && before?.isConnected) before.focus()
  })

  useEventListener(document, 'keydown', (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || openSheets.at(-1) !== self) return
    if (isLayerOpen()) return
    event.preventDefault()
    close()
  })

  return {
    remember() {
      before = document.activeElement instanceof HTMLElement ? document.activeElement : undefined
      leaveStack()
      openSheets.push(self)
    },
    enter,
    release,
    wrap(event) {
      const inside = [...(panel.value?.querySelectorAll<HTMLElement>(focusable) ?? [])]
      const [first, last] = [inside.find(hasBox), inside.findLast(hasBox)]
      const edge = event.shiftKey ? first : last
      const isOutside = document.activeElement === panel.value && event.shiftKey
      if (document.activeElement !== edge && !isOutside) return
      event.preventDefault()
      ;(event.shiftKey ? last : first)?.focus()
    },
  }
}

const hasBox = (element: HTMLElement): boolean => element.getClientRects().length > 0
