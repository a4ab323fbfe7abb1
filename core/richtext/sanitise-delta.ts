import type { DeltaOp } from '../contract/scalars.ts'
import { maxRichTextLength } from './allowed-formats.ts'
import { DeltaBuilder } from './delta-builder.ts'

/** The final line break, and one character more, by which a caller sees that a text is too long. */
const cutAt = maxRichTextLength + 2

// Everything Unicode calls a control character but tab and line break, and the byte order mark, which
// the editor uses as its own placeholder.
// eslint-disable-next-line no-control-regex
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g

/**
 * Reduces anything to the rich text this product keeps: allowed marks, lists, headings, quotations
 * and safe links. Images, videos, formulas and unknown embeds are dropped, control characters too;
 * line breaks become `\n`.
 *
 * @param input an array of operations, or an object with such an array as `ops`; anything else is
 *   read as empty text. Never throws.
 * @param maxLength characters to keep. The default cuts just above the limit: callers that refuse
 *   long texts compare `richTextLength` of the result with `maxRichTextLength`.
 */
export function sanitiseDelta(input: unknown, maxLength = cutAt): DeltaOp[] {
  const builder = new DeltaBuilder()
  let left = maxLength
  for (const op of operations(input)) {
    if (left <= 0) break
    const text = cut(cleanText(op['insert']), left)
    builder.addRun(text, op['attributes'])
    left -= text.length
  }
  return builder.ops
}

function operations(input: unknown): Record<string, unknown>[] {
  const list = isRecord(input) && !Array.isArray(input) ? input['ops'] : input
  return Array.isArray(list) ? (list as unknown[]).filter(isRecord) : []
}

function cleanText(insert: unknown): string {
  if (typeof insert !== 'string') return ''
  return insert
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(unwanted, '')
    .toWellFormed()
}

/** Cuts without leaving half a character. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
