import { rowFrom, type TimelineItem } from './timeline-items.ts'

/** What a key asks for in the list. */
type ListCommand =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'open' | 'edit' | 'copy' | 'seen' | 'delete' | 'menu' | 'close' }

export interface Keystroke {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/**
 * The command of a key (ACT-23).
 * @param active index of the row that has the keyboard, −1 for none
 * @param pageRows rows that a screen shows, for Page up and Page down
 */
export function listCommand(
  { key, shiftKey, ctrlKey, metaKey, altKey }: Keystroke,
  items: readonly TimelineItem[],
  active: number,
  pageRows: number,
): ListCommand | undefined {
  if (altKey || metaKey || ctrlKey) return undefined
  const move = (to: number): ListCommand | undefined => (to < 0 ? undefined : { kind: 'move', to })
  const first = rowFrom(items, 0, 1)
  const last = rowFrom(items, items.length - 1, -1)
  const clamped = (index: number): number => Math.max(0, Math.min(items.length - 1, index))
  switch (key) {
    case 'ArrowDown':
      return move(active < 0 ? first : rowFrom(items, active + 1, 1))
    case 'ArrowUp':
      return move(active < 0 ? first : rowFrom(items, active - 1, -1))
    case 'PageDown': {
      const to = rowFrom(items, clamped(active + pageRows), 1)
      return move(to < 0 ? last : to)
    }
    case 'PageUp': {
      const to = rowFrom(items, clamped(active - pageRows), -1)
      return move(to < 0 ? first : to)
    }
    case 'Home':
      return move(first)
    case 'End':
      return { kind: 'end' }
    case 'Escape':
      return { kind: 'close' }
    case 'ContextMenu':
      return { kind: 'menu' }
    case 'F10':
      return shiftKey ? { kind: 'menu' } : undefined
  }
  if (active < 0) return undefined
  switch (key) {
    case 'Enter':
    case ' ':
      return { kind: 'open' }
    case 'e':
    case 'E':
      return { kind: 'edit' }
    case 'Delete':
      return { kind: 'delete' }
    case 'c':
    case 'C':
      return { kind: 'copy' }
    case 'v':
    case 'V':
      return { kind: 'seen' }
    default:
      return undefined
  }
}
