import type { DeltaOp } from '../contract/scalars.ts'
import { canonicalDelta } from './canonical-delta.ts'
import { mentionSign } from './mentions.ts'

/** A run of characters with the same marks. */
export interface Span {
  readonly text: string
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strike: boolean
  readonly code: boolean
  readonly link: string | undefined
  /** The person whose name this is, the whole name being one run (NOT-03). */
  readonly mention: string | undefined
}

export type Block =
  | { readonly kind: 'paragraph' | 'heading1' | 'heading2'; readonly line: readonly Span[] }
  | { readonly kind: 'quotation' | 'ordered' | 'bullet'; readonly lines: readonly Span[][] }

/**
 * A rich text as what is drawn: lines, with the neighbouring lines of a list or quotation together.
 * Reads anything; formats that are not allowed are left out, links are safe to follow.
 */
export function richTextBlocks(ops: readonly DeltaOp[]): Block[] {
  const blocks: Block[] = []
  let line: Span[] = []
  for (const { insert, attributes } of canonicalDelta(ops))
    for (const part of (insert as string).split(/(\n)/)) {
      if (part === '\n') {
        addLine(blocks, line, attributes)
        line = []
      } else if (part !== '') addSpan(line, span(part, attributes))
    }
  return blocks
}

/** Half of a name in bold is still one name; what is left of a broken one is plain text. */
function addSpan(line: Span[], next: Span): void {
  const last = line.at(-1)
  if (next.mention === undefined || next.text.startsWith(mentionSign)) line.push(next)
  else if (last?.mention === next.mention)
    line[line.length - 1] = { ...last, text: last.text + next.text }
  else line.push({ ...next, mention: undefined })
}

function addLine(blocks: Block[], line: Span[], format: DeltaOp['attributes'] = {}): void {
  const { header, list, blockquote } = format
  if (list === undefined && blockquote === undefined) {
    const kind = header === 1 ? 'heading1' : header === 2 ? 'heading2' : 'paragraph'
    blocks.push({ kind, line })
    return
  }
  const kind = list === 'ordered' ? 'ordered' : list === 'bullet' ? 'bullet' : 'quotation'
  const last = blocks.at(-1)
  if (last?.kind === kind) (last.lines as Span[][]).push(line)
  else blocks.push({ kind, lines: [line] })
}

function span(text: string, marks: DeltaOp['attributes'] = {}): Span {
  return {
    text,
    bold: marks['bold'] === true,
    italic: marks['italic'] === true,
    underline: marks['underline'] === true,
    strike: marks['strike'] === true,
    code: marks['code'] === true,
    link: marks['link'] as string | undefined,
    mention: marks['mention'] as string | undefined,
  }
}
