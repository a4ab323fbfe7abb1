/** Where a button is on screen. */
export type Box = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>

/** Two lines may overlap by so much. */
const slackPx = 1

/**
 * Where a key leads among buttons that are laid out in lines: left and right to the one before and
 * after, up and down to the nearest of the next line, Home and End to the ends.
 *
 * @param at index of the button that has the focus
 * @returns the index of the one that gets it; `undefined` when the key does not move
 */
export function nextInLines(key: string, at: number, boxes: readonly Box[]): number | undefined {
  const last = boxes.length - 1
  const from = boxes[at]
  if (!from) return undefined
  switch (key) {
    case 'ArrowLeft':
      return Math.max(at - 1, 0)
    case 'ArrowRight':
      return Math.min(at + 1, last)
    case 'ArrowUp':
      return nearest(from, boxes, ({ bottom }) => from.top - bottom) ?? Math.max(at - 1, 0)
    case 'ArrowDown':
      return nearest(from, boxes, ({ top }) => top - from.bottom) ?? Math.min(at + 1, last)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}

/** The nearest in the line that is least far away; `undefined` when there is no line there. */
function nearest(
  from: Box,
  boxes: readonly Box[],
  distance: (box: Box) => number,
): number | undefined {
  const middle = ({ left, right }: Box): number => (left + right) / 2
  let best: { index: number; away: number; aside: number } | undefined
  for (const [index, box] of boxes.entries()) {
    const away = distance(box)
    if (away < -slackPx) continue
    const aside = Math.abs(middle(box) - middle(from))
    const isBetter =
      !best || away < best.away - slackPx || (away <= best.away + slackPx && aside < best.aside)
    if (isBetter) best = { index, away, aside }
  }
  return best?.index
}
