import Quill, { Delta, Range, type Op } from 'quill/core'
import { readPermalink } from '../../core/domain/notes/permalink.ts'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import { deltaToText, richTextLength } from '../../core/richtext/delta-to-text.ts'
import { sanitiseDelta } from '../../core/richtext/sanitise-delta.ts'
import { textToDelta } from '../../core/richtext/text-to-delta.ts'
import { clipboardHtml } from './clipboard-html.ts'

interface TransferOptions {
  readonly maxLength: number
  /** Files pasted or dropped on the text; they never become part of it. */
  readonly onFiles: (files: File[]) => void
  /** What was pasted did not fit and was cut. */
  readonly onCut: () => void
}

/**
 * Takes copying, pasting and dropping over from Quill: it would put unescaped HTML on the clipboard
 * and let the browser drop markup into the page. Whatever comes in is reduced to allowed marks.
 *
 * @param host an ancestor of the editor, so that these listeners run before Quill's
 */
export function takeOverTransfers(
  host: HTMLElement,
  quill: Quill,
  options: TransferOptions,
): () => void {
  /** Ctrl+Shift+V is a paste like any other to the page, except for the key before it. */
  let isPlain = false
  /** What is being dragged out of this very text. */
  let dragged: Range | null = null

  function insert(range: Range, ops: DeltaOp[]): void {
    const left = options.maxLength - (quill.getLength() - 1 - range.length)
    const fitting = sanitiseDelta(ops, Math.max(0, left))
    const change = new Delta().retain(range.index).delete(range.length)
    quill.updateContents(change.concat(new Delta(fitting as Op[])), Quill.sources.USER)
    quill.setSelection(range.index + lengthOf(fitting), 0, Quill.sources.SILENT)
    quill.scrollSelectionIntoView()
    if (lengthOf(fitting) < lengthOf(ops)) options.onCut()
  }

  function receive(data: DataTransfer, range: Range, plain: boolean): void {
    const files = [...data.files]
    const html = data.getData('text/html')
    // Browsers put a copied image there as a file and as an <img>.
    if (files.length > 0 && (plain || !html || deltaToText(fromHtml(quill, html)).trim() === ''))
      return options.onFiles(files)
    const text = data.getData('text/plain') || addresses(data.getData('text/uri-list'))
    const ops = html && !plain ? fromHtml(quill, html) : fromText(text, plain)
    if (ops.length > 0) insert(range, ops)
  }

  function onPaste(event: ClipboardEvent): void {
    event.preventDefault()
    event.stopPropagation()
    const range = quill.isEnabled() ? quill.getSelection(true) : null
    if (range && event.clipboardData) receive(event.clipboardData, range, isPlain)
    isPlain = false
  }

  function onCopy(event: ClipboardEvent): void {
    event.preventDefault()
    event.stopPropagation()
    const range = quill.getSelection()
    if (!range || range.length === 0) return
    const ops = quill.getContents(range.index, range.length).ops as DeltaOp[]
    event.clipboardData?.setData('text/plain', deltaToText(ops))
    event.clipboardData?.setData('text/html', clipboardHtml(ops))
    if (event.type === 'cut' && quill.isEnabled()) {
      quill.deleteText(range.index, range.length, Quill.sources.USER)
      quill.setSelection(range.index, 0, Quill.sources.SILENT)
    }
  }

  function onDrop(event: DragEvent): void {
    event.preventDefault()
    event.stopPropagation()
    const data = event.dataTransfer
    const index = indexAt(quill, event.clientX, event.clientY)
    const source = dragged
    dragged = null
    if (!data || !quill.isEnabled()) return
    if (!source || event.ctrlKey) return receive(data, new Range(index, 0), false)
    if (index >= source.index && index <= source.index + source.length) return
    const moved = quill.getContents(source.index, source.length).ops as DeltaOp[]
    quill.deleteText(source.index, source.length, Quill.sources.USER)
    insert(new Range(index > source.index ? index - source.length : index, 0), moved)
  }

  const listeners: Partial<{ [K in keyof HTMLElementEventMap]: (event: never) => void }> = {
    paste: onPaste,
    copy: onCopy,
    cut: onCopy,
    drop: onDrop,
    dragstart: () => (dragged = quill.getSelection()),
    dragend: () => (dragged = null),
    keydown: ({ code, ctrlKey, metaKey, shiftKey }: KeyboardEvent) =>
      (isPlain = code === 'KeyV' && shiftKey && (ctrlKey || metaKey)),
    keyup: () => (isPlain = false),
  }
  for (const [name, listener] of Object.entries(listeners))
    host.addEventListener(name, listener as EventListener, { capture: true })
  return () => {
    for (const [name, listener] of Object.entries(listeners))
      host.removeEventListener(name, listener as EventListener, { capture: true })
  }
}

/** Parses in a document of its own: scripts do not run, images are not fetched. */
function fromHtml(quill: Quill, html: string): DeltaOp[] {
  return sanitiseDelta(quill.clipboard.convert({ html }).ops, Infinity)
}

/** Plain text; a permalink that stands alone can be followed (NOT-03). */
function fromText(text: string, plain: boolean): DeltaOp[] {
  const link = text.trim()
  return !plain && readPermalink(link)
    ? [{ insert: link, attributes: { link } }]
    : textToDelta(text)
}

/** The lines of a `text/uri-list` that are no comments. */
function addresses(list: string): string {
  return list
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n')
}

const lengthOf = (ops: readonly DeltaOp[]): number => richTextLength([...ops, { insert: '\n' }])

/** The place in the text at a point of the window, or its end. */
function indexAt(quill: Quill, x: number, y: number): number {
  const native = document.caretRangeFromPoint(x, y)
  const range = native && quill.selection.normalizeNative(native)
  return range ? quill.selection.normalizedToRange(range).index : quill.getLength() - 1
}
