/** Rows that Page up and Page down pass over. */
const pageStep = 10

/**
 * Where a key of the keyboard leads in a list of `count` rows from row `index` (−1 = none yet);
 * `undefined` when the key does not move in lists.
 */
export function moveActive(key: string, index: number, count: number): number | undefined {
  if (count === 0) return undefined
  const clamp = (to: number): number => Math.min(count - 1, Math.max(0, to))
  switch (key) {
    case 'ArrowDown':
      return clamp(index + 1)
    case 'ArrowUp':
      return index < 0 ? count - 1 : clamp(index - 1)
    case 'PageDown':
      return clamp(Math.max(index, 0) + pageStep)
    case 'PageUp':
      return clamp(index - pageStep)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
