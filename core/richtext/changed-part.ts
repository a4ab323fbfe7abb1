/** Characters of what is the same, left on both sides to see where it is. */
const context = 24
const longest = 240

/**
 * Of two versions of a text the part that differs, each with a little of what stands around it and
 * with an ellipsis where something is left out. Both are equal where only marks differ.
 */
export function changedPart(before: string, after: string): { before: string; after: string } {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const from = Math.max(start - context, 0)
  const part = (text: string): string => {
    const to = Math.min(text.length - end + context, text.length, from + longest)
    return `${from > 0 ? '…' : ''}${text.slice(from, to).toWellFormed()}${to < text.length ? '…' : ''}`
  }
  return { before: part(before), after: part(after) }
}
