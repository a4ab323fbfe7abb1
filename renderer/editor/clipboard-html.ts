import type { DeltaOp } from '../../core/contract/scalars.ts'
import { richTextBlocks, type Block, type Span } from '../../core/richtext/rich-text-blocks.ts'

/**
 * Rich text as HTML for other programs, put on the clipboard only. In place of Quill's own, which
 * does not escape what it writes (CVE-2025-15056).
 */
export function clipboardHtml(ops: readonly DeltaOp[]): string {
  return richTextBlocks(ops).map(blockHtml).join('')
}

const listTags = { ordered: 'ol', bullet: 'ul' } as const
const lineTags = { heading1: 'h1', heading2: 'h2', paragraph: 'p' } as const

function blockHtml(block: Block): string {
  if ('line' in block) return element(lineTags[block.kind], spansHtml(block.line) || '<br>')
  if (block.kind === 'quotation')
    return element('blockquote', block.lines.map(spansHtml).join('<br>'))
  const items = block.lines.map((line) => element('li', spansHtml(line)))
  return element(listTags[block.kind], items.join(''))
}

const spansHtml = (spans: readonly Span[]): string => spans.map(spanHtml).join('')

function spanHtml(span: Span): string {
  const { text, bold, italic, underline, strike, code, link, mention } = span
  let html = escaped(text)
  // As the editor draws it, so that a mention can be moved from one note to another.
  if (mention !== undefined)
    html = `<span class="ql-mention" data-mention="${escaped(mention)}">${html}</span>`
  if (code) html = element('code', html)
  if (bold) html = element('strong', html)
  if (italic) html = element('em', html)
  if (strike) html = element('s', html)
  if (underline) html = element('u', html)
  return link === undefined ? html : `<a href="${escaped(link)}">${html}</a>`
}

const element = (tag: string, content: string): string => `<${tag}>${content}</${tag}>`

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!)
