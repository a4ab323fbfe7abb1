import type { DeltaOp } from '../contract/scalars.ts'

/** The characters of a rich text for search and exports, without marks and final line breaks. */
export function deltaToText(ops: readonly DeltaOp[]): string {
  return joined(ops).replace(/\n+$/, '')
}

/** Characters as the limit counts them: UTF-16 units, one final line break not counted. */
export function richTextLength(ops: readonly DeltaOp[]): number {
  return joined(ops).replace(/\n$/, '').length
}

/** Whether a rich text shows nothing but white space. */
export function isBlankRichText(ops: readonly DeltaOp[]): boolean {
  return joined(ops).trim() === ''
}

/** The first line that shows something, of at most `max` characters with an ellipsis when cut. */
export function firstLine(text: string, max: number): string {
  return shorten(/\S.*/.exec(text)?.[0] ?? '', max)
}

/** The whole text on one line, of at most `max` characters with an ellipsis when cut. */
export function excerpt(text: string, max: number): string {
  return shorten(text, max)
}

function shorten(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= max) return line
  const cut = line.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')
  const word = cut.lastIndexOf(' ')
  return `${(word > max * 0.6 ? cut.slice(0, word) : cut).trimEnd()}…`
}

function joined(ops: readonly DeltaOp[]): string {
  return ops.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
}
