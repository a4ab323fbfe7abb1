/** Name of the highlight, see `passage-mark.css`. */
const highlightName = 'cited-passage'
/** Texts that come late, such as those of a sheet that opens, are waited for so long. */
const patienceMs = 5000

interface Spot {
  readonly node: Text
  readonly offset: number
}

/**
 * The first place under `root` where a passage stands, whatever the blanks and the marks within it;
 * `undefined` where it stands nowhere. What is in `[data-no-passage]` is not looked at.
 */
export function findPassage(root: Node, passage: string): Range | undefined {
  const wanted = passage.replace(/\s+/g, ' ').trim()
  if (wanted === '') return undefined
  let text = ''
  const spots: Spot[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest('[data-no-passage], script, style')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  )
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const [offset, unit] of [...(node as Text).data].entries()) {
      const isBlank = /\s/.test(unit)
      if (isBlank && (text === '' || text.endsWith(' '))) continue
      text += isBlank ? ' ' : unit
      for (let at = 0; at < (isBlank ? 1 : unit.length); at++)
        spots.push({ node: node as Text, offset: offsetOf(node as Text, offset) + at })
    }
  const start = text.indexOf(wanted)
  const [first, last] = [spots[start], spots[start + wanted.length - 1]]
  if (start < 0 || !first || !last) return undefined
  const range = document.createRange()
  range.setStart(first.node, first.offset)
  range.setEnd(last.node, last.offset + 1)
  return range
}

/** From a count of characters to one of UTF-16 units. */
function offsetOf({ data }: Text, characters: number): number {
  return data.length === [...data].length
    ? characters
    : [...data].slice(0, characters).join('').length
}

let stopWaiting: (() => void) | undefined

/**
 * Marks a passage of what is on screen, brings it into view and gives the focus to its place; waits for
 * it where it is not there yet.
 */
export function markPassage(passage: string): void {
  stopWaiting?.()
  if (show(passage)) return
  const observer = new MutationObserver(() => {
    if (show(passage)) stopWaiting?.()
  })
  const timer = setTimeout(() => stopWaiting?.(), patienceMs)
  stopWaiting = () => {
    observer.disconnect()
    clearTimeout(timer)
    stopWaiting = undefined
  }
  observer.observe(document.body, { childList: true, subtree: true, characterData: true })
}

function show(passage: string): boolean {
  const range = findPassage(document.body, passage)
  const place = range?.startContainer.parentElement
  if (!range || !place || place.getClientRects().length === 0) return false
  CSS.highlights.set(highlightName, new Highlight(range))
  place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: 'nearest' })
  return true
}
